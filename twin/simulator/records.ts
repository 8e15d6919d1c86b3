import { existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** What a simulator wrote down for good, in the order it happened. */
export interface Records<T> {
  readonly all: readonly T[];
  /** On disk when this returns. */
  append(record: T): void;
}

/** Lines of a file that may end in the middle of one, if its writer was killed. */
const whole = (text: string): string[] =>
  text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean);

/** Opens a file of JSON lines that is only ever appended to; what a killed process left half written is cut by starting a new line. */
export function openRecords<T>(file: string): Records<T> {
  mkdirSync(dirname(file), { recursive: true });
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const all = whole(text).flatMap((line) => parsed<T>(line));
  const descriptor = openSync(file, 'a', 0o600);
  if (text !== '' && !text.endsWith('\n')) writeSync(descriptor, '\n');
  return {
    all,
    append(record) {
      writeSync(descriptor, `${JSON.stringify(record)}\n`);
      fsyncSync(descriptor);
      all.push(record);
    },
  };
}

function parsed<T>(line: string): T[] {
  try {
    return [JSON.parse(line) as T];
  } catch {
    return [];
  }
}
