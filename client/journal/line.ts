import { createHash } from 'node:crypto';

const NEWLINE = 0x0a;
const CHECK = 16;
const HEADER = new RegExp(`^(\\d{1,15}) (\\d{1,9}) ([0-9a-f]{${CHECK}}) `);
const LONGEST_HEADER = 15 + 1 + 9 + 1 + CHECK + 1;

/** One record with its place in the journal: 1 for the first that was ever written, also after the journal was shortened. */
export interface Numbered {
  index: number;
  record: unknown;
}

/** The first 64 bits of SHA-256 over the place and the text, in hex: a record that stands in another place does not fit. */
export const checkOf = (index: number, text: string | Uint8Array): string =>
  createHash('sha256').update(`${index} `).update(text).digest('hex').slice(0, CHECK);

/** One record as a line: its place, the length of its JSON in bytes, the checksum, the JSON. */
export function encodeLine(index: number, record: unknown): Buffer {
  const json = Buffer.from(JSON.stringify(record));
  return Buffer.concat([Buffer.from(`${index} ${json.length} ${checkOf(index, json)} `), json, Buffer.from('\n')]);
}

export interface Line extends Numbered {
  /** Where the next line begins. */
  end: number;
}

interface Header {
  index: number;
  check: string;
  /** Where the JSON begins and ends. */
  from: number;
  to: number;
}

function headerAt(bytes: Buffer, start: number): Header | undefined {
  const [header, index, length, check = ''] =
    HEADER.exec(bytes.toString('latin1', start, start + LONGEST_HEADER)) ?? [];
  if (header === undefined) return undefined;
  const from = start + header.length;
  return { index: Number(index), check, from, to: from + Number(length) };
}

/** @returns the line that begins here, or undefined when none does or it is not as it was written */
export function lineAt(bytes: Buffer, start: number): Line | undefined {
  const header = headerAt(bytes, start);
  if (header === undefined || bytes[header.to] !== NEWLINE) return undefined;
  const json = bytes.subarray(header.from, header.to);
  if (checkOf(header.index, json) !== header.check) return undefined;
  return { index: header.index, record: JSON.parse(json.toString()), end: header.to + 1 };
}

/**
 * Whether bytes behind the last good line can be what a power cut left of one record that was being written: a part of it from its
 * beginning, or all of its length with blocks that never reached the disk, which read as zeros. JSON has neither zeros nor newlines.
 */
export function canBeTorn(rest: Buffer): boolean {
  if (rest.at(-1) === 0 || rest.includes('\0\0')) return true;
  const header = headerAt(rest, 0);
  return !rest.includes(NEWLINE) && (header === undefined || rest.length <= header.to);
}

/** The good lines anywhere in the bytes, each behind a newline. */
export function goodLines(bytes: Buffer, from: number): Numbered[] {
  const found: Numbered[] = [];
  for (let start = from; start < bytes.length; ) {
    const line = lineAt(bytes, start);
    if (line !== undefined) found.push({ index: line.index, record: line.record });
    const newline = bytes.indexOf(NEWLINE, start);
    start = line?.end ?? (newline === -1 ? bytes.length : newline + 1);
  }
  return found;
}
