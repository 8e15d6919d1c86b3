import { readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';

/** The input of a run: JSON as it is typed, or the content of a file after `@`. */
export function inputOf(text: string): Record<string, unknown> {
  const content = text.startsWith('@') ? readFileSync(text.slice(1), 'utf8') : text;
  const expected = 'Expected a JSON object, such as \'{"mode": "drill"}\', or @FILE';
  try {
    const input: unknown = JSON.parse(content);
    if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input as Record<string, unknown>;
  } catch {
    throw new InvalidArgumentError(`${expected}; this is no JSON.`);
  }
  throw new InvalidArgumentError(`${expected}; this is no object.`);
}
