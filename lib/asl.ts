import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { RunbookName } from './runbooks.ts';

export function definitionFile(name: RunbookName): string {
  return fileURLToPath(new URL(`../statemachines/${name}.asl.json`, import.meta.url));
}

export const readDefinition = (name: RunbookName): string => readFileSync(definitionFile(name), 'utf8');

/** The tokens of a definition, each once: `${Region}` is `Region`. */
export function tokensIn(definition: string): string[] {
  const found = [...definition.matchAll(/\$\{(\w+)\}/g)].map(([, token]) => String(token));
  return [...new Set(found)].sort();
}

/**
 * A value for exactly the tokens of a definition.
 *
 * @throws Error naming a token that nobody gives a value to
 */
export function substitutions(
  name: string,
  definition: string,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  const tokens = tokensIn(definition);
  const unknown = tokens.filter((token) => !(token in values));
  if (unknown.length > 0)
    throw new Error(
      `statemachines/${name}.asl.json uses ${unknown.join(', ')}, which lib/runbook-tokens.ts does not know`,
    );
  return Object.fromEntries(tokens.map((token) => [token, String(values[token])]));
}
