import { type Format, TD1, TD2, TD3 } from './format.ts';

const isBlank = (code: number): boolean => code === 32 || code === 9 || code === 0xa0;
const isSmall = (code: number): boolean => code >= 97 && code <= 122;

/** Small letters a to z as capitals, and nothing else: `toUpperCase` would make a dotless Turkish i an I. */
export function capitals(line: string): string {
  let out = '';
  for (const character of line) out += isSmall(character.charCodeAt(0)) ? character.toUpperCase() : character;
  return out;
}

function pushLine(lines: string[], text: string, start: number, end: number): void {
  let from = start;
  let to = end;
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  if (from < to) lines.push(text.slice(from, to));
}

/** The lines of a scan as a reader gives them: CR, LF or both between them, blanks around them, empty ones left out. */
export function splitLines(scan: string): string[] {
  const text = scan.includes('\r') ? scan.replaceAll('\r', '\n') : scan;
  const lines: string[] = [];
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    pushLine(lines, text, start, end);
    start = end + 1;
  }
  pushLine(lines, text, start, text.length);
  return lines;
}

/** Halfway between the 36 characters of TD2 and the 44 of TD3. */
const HALFWAY = 40;

/** The format that a scan must be of by its number of lines and the longer of two; undefined for any other number of lines. */
export function formatOf(lines: readonly string[]): Format | undefined {
  if (lines.length === 3) return TD1;
  if (lines.length !== 2) return undefined;
  return Math.max(lines[0]?.length ?? 0, lines[1]?.length ?? 0) >= HALFWAY ? TD3 : TD2;
}
