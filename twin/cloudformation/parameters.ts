import type { Template } from '../assembly/template.ts';
import { invalid } from './wire.ts';

/** What a stack is made with: the values of its template's parameters. */
export type Parameters = Readonly<Record<string, string>>;

/**
 * The template with its parameters' values in place of their defaults.
 * @throws CloudFormationError for one that is missing, not declared, or not as its pattern wants it
 */
export function withParameters(template: Template, given: Parameters): Template {
  const declared = template.Parameters ?? {};
  const unknown = Object.keys(given).filter((name) => !(name in declared));
  if (unknown.length > 0) throw invalid(`Parameters: [${unknown.join(', ')}] do not exist in the template`);
  const missing = Object.keys(declared).filter((name) => given[name] === undefined && declared[name]?.Default == null);
  if (missing.length > 0) throw invalid(`Parameters: [${missing.join(', ')}] must have values`);
  for (const [name, { AllowedPattern }] of Object.entries(declared))
    if (AllowedPattern !== undefined && !new RegExp(`^(?:${AllowedPattern})$`).test(given[name] ?? ''))
      throw invalid(`Parameter ${name} failed to satisfy constraint: must match pattern ${AllowedPattern}`);
  const values = Object.entries(given).map(([name, Default]) => [name, { ...declared[name], Default }] as const);
  return { ...template, Parameters: { ...declared, ...Object.fromEntries(values) } };
}
