/** Points of a page in portrait A4; the origin is its lower left corner. */
export const PAGE = { width: 595, height: 842 } as const;

/** Text at a place; `bold` is the other of the two fonts. Characters outside Windows-1252 show as a question mark. */
export interface PdfText {
  x: number;
  y: number;
  size: number;
  text: string;
  bold?: boolean;
}

/** A filled black rectangle. */
export interface PdfBox {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface PdfPage {
  texts: PdfText[];
  boxes: PdfBox[];
}

/** Windows-1252 where it is not Latin-1, as far as forms need it. */
const EXTRA: Readonly<Record<string, number>> = { '€': 0x80, '’': 0x92, '–': 0x96, Œ: 0x8c, œ: 0x9c };

const byteOf = (character: string): number => {
  const code = character.codePointAt(0) ?? 0;
  const isLatin = (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff);
  return isLatin ? code : (EXTRA[character] ?? 0x3f);
};

/** A text as a hexadecimal string, so that nothing in it can end the string or be run. */
const encoded = (text: string): string => `<${Buffer.from([...text].map(byteOf)).toString('hex')}>`;

const drawText = ({ x, y, size, text, bold }: PdfText): string =>
  `BT /${bold ? 'B' : 'R'} ${size} Tf ${x} ${y} Td ${encoded(text)} Tj ET`;

const drawBox = ({ x, y, width, height }: PdfBox): string => `${x.toFixed(2)} ${y} ${width.toFixed(2)} ${height} re f`;

const stream = (content: string): string => `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;

const font = (name: string): string =>
  `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;

/** The objects of a file: catalogue, list of pages, two fonts, then each page and what is drawn on it. */
function objectsOf(pages: readonly PdfPage[]): string[] {
  const kids = pages.map((_, i) => `${5 + 2 * i} 0 R`).join(' ');
  const resources = '/Resources << /Font << /R 3 0 R /B 4 0 R >> >>';
  return [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] >>`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    ...pages.flatMap(({ texts, boxes }, i) => [
      `<< /Type /Page /Parent 2 0 R ${resources} /Contents ${6 + 2 * i} 0 R >>`,
      stream([...boxes.map(drawBox), ...texts.map(drawText)].join('\n')),
    ]),
  ];
}

/**
 * Writes a PDF (1.4) of texts and boxes with the two fonts that every reader has, so nothing is embedded. The same pages give the same
 * bytes. Source: ISO 32000-1, sections 7.5 and 9.6.2.2.
 */
export function pdf(pages: readonly PdfPage[]): Buffer {
  const parts = ['%PDF-1.4\n'];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  for (const [i, object] of objectsOf(pages).entries()) {
    const part = `${i + 1} 0 obj\n${object}\nendobj\n`;
    offsets.push(length);
    parts.push(part);
    length += part.length;
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  const size = offsets.length + 1;
  parts.push(`xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}`);
  parts.push(`trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`);
  return Buffer.from(parts.join(''), 'latin1');
}
