import { readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { plainTexts } from '../plain-text.ts';

/** The input of a run: JSON as it is typed, or the content of a file after `@`. */
export function inputOf(text: string): Record<string, unknown> {
  const content = text.startsWith('@') ? readFileSync(text.slice(1), 'utf8') : text;
  const expected = 'Expected a JSON object, such as \'{"mode": "drill"}\', or @FILE';
  let found: Record<string, unknown> | undefined;
  try {
    const input: unknown = JSON.parse(content);
    if (typeof input === 'object' && input !== null && !Array.isArray(input)) found = input as Record<string, unknown>;
  } catch {
    throw new InvalidArgumentError(`${expected}; this is no JSON.`);
  }
  if (found === undefined) throw new InvalidArgumentError(`${expected}; this is no object.`);
  return plainTexts(found);
}
