import { crc32 } from 'node:zlib';

const NEWLINE = 0x0a;
const SPACE = 0x20;

/** One record as a line: checksum (CRC-32, 8 hex digits), a space, JSON. */
export function encodeLine(record: unknown): Buffer {
  const json = JSON.stringify(record);
  return Buffer.from(`${crc32(json).toString(16).padStart(8, '0')} ${json}\n`);
}

function decodeLine(line: Buffer): { record: unknown } | undefined {
  const json = line.subarray(9);
  if (line.length < 10 || line.toString('latin1', 0, 9) !== `${crc32(json).toString(16).padStart(8, '0')} `)
    return undefined;
  return { record: JSON.parse(json.toString()) };
}

/** Whether a readable line ends the bytes, behind something else: a newline in front of it was damaged. */
function hidesALine(tail: Buffer): boolean {
  const end = tail.lastIndexOf(NEWLINE);
  for (let at = 1; at < end; at += 1) if (tail[at + 8] === SPACE && decodeLine(tail.subarray(at, end))) return true;
  return false;
}

/** A line in the middle is unreadable. A crash tears only the end, so this is a damaged disk or a foreign hand. */
export class JournalDamaged extends Error {
  override readonly name = 'JournalDamaged';
}

/**
 * Reads a journal's bytes. A last line that a crash tore is left out: its write was never confirmed, so nobody was told of it.
 * @returns the records, and the length in bytes of what was readable
 * @throws JournalDamaged when readable lines follow an unreadable one
 */
export function decodeLines(bytes: Buffer): { records: unknown[]; length: number } {
  const records: unknown[] = [];
  let length = 0;
  let damagedAt: number | undefined;
  for (let start = 0, line = 1; start < bytes.length; line += 1) {
    const end = bytes.indexOf(NEWLINE, start);
    if (end === -1) break;
    const decoded = decodeLine(bytes.subarray(start, end));
    start = end + 1;
    if (decoded === undefined) damagedAt ??= line;
    else if (damagedAt !== undefined) throw new JournalDamaged(`line ${damagedAt} cannot be read, line ${line} can`);
    else {
      records.push(decoded.record);
      length = start;
    }
  }
  if (hidesALine(bytes.subarray(length)))
    throw new JournalDamaged(`line ${records.length + 1} cannot be read, the next can`);
  return { records, length };
}
