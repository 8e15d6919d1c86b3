/** The objects of a PDF, each from where its table says it begins. */
export function pdfObjects(bytes: Buffer): string[] {
  const text = bytes.toString('latin1');
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
  const table = text.slice(start);
  const offsets = [...table.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
  return offsets.map((offset) => text.slice(offset, text.indexOf('endobj', offset)));
}

const FROM_1252 = new TextDecoder('windows-1252');

/** Every text that a PDF shows, in its order. */
export const pdfTexts = (bytes: Buffer): string[] =>
  [...bytes.toString('latin1').matchAll(/<([0-9a-f]*)> Tj/g)].map(([, hex = '']) =>
    FROM_1252.decode(Buffer.from(hex, 'hex')),
  );
