import { createReadStream } from 'node:fs';

const NEWLINE = 0x0a;
const textOf = (bytes: Buffer): string => bytes.toString().replace(/\r$/, '');

/**
 * The lines of a file, without their ends. Only a line feed ends a line, and a carriage return before it goes with it: Node's own readline
 * also ends a line at U+2028 and U+2029, which stand unescaped in JSON (RFC 8259, section 7), and so in a signed text.
 */
export async function* linesOf(file: string): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  for await (const part of createReadStream(file) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = part.indexOf(NEWLINE); end !== -1; end = part.indexOf(NEWLINE, start)) {
      yield textOf(Buffer.concat([...rest, part.subarray(start, end)]));
      rest = [];
      start = end + 1;
    }
    if (start < part.length) rest.push(part.subarray(start));
  }
  if (rest.length > 0) yield textOf(Buffer.concat(rest));
}
