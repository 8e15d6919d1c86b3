import { kindOf } from './character.ts';
import type { Fault } from './fault.ts';
import { type Field, type Format, fieldsOf, TD1, TD2, TD3 } from './format.ts';

interface Places {
  fields: readonly Field[];
  /** Per line, the kinds of character that each place may hold. */
  allowed: readonly Uint8Array[];
}

function placesOf(format: Format): Places {
  const fields = fieldsOf(format);
  const allowed = Array.from({ length: format.lines }, () => new Uint8Array(format.length));
  for (const { line, from, to, holds } of fields) allowed[line]?.fill(holds, from, to);
  return { fields, allowed };
}

const PLACES = { TD1: placesOf(TD1), TD2: placesOf(TD2), TD3: placesOf(TD3) };

const NOTHING = new Uint8Array();

const fieldAt = (fields: readonly Field[], line: number, at: number): Field | undefined =>
  fields.find((field) => field.line === line && at >= field.from && at < field.to);

/** Index of the first character at or after one that its place cannot hold, or the line's length. */
function firstWrong(text: string, allowed: Uint8Array, from: number): number {
  let at = from;
  while (at < text.length && (kindOf(text.charCodeAt(at)) & (allowed[at] ?? 0)) !== 0) at++;
  return at;
}

/** Every character that its place cannot hold. Lines must have the format's length. */
export function characterFaults(lines: readonly string[], format: Format, faults: Fault[]): void {
  const { allowed, fields } = PLACES[format.name];
  lines.forEach((text, line) => {
    const kinds = allowed[line] ?? NOTHING;
    for (let at = firstWrong(text, kinds, 0); at < text.length; at = firstWrong(text, kinds, at + 1))
      faults.push({ kind: 'character', line: line + 1, position: at + 1, field: fieldAt(fields, line, at)?.name });
  });
}
