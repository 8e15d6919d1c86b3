import { EvaluationFailure } from '../failure.ts';
import type { Json } from '../json.ts';
import { expressionIn } from './template.ts';

/**
 * The failure of a field whose expression gave a value of another type than it takes, in the words of AWS. Source: LocalStack's recordings,
 * scenarios/test_base_scenarios, `test_map_state_items_eval_jsonata_fail`; for other fields than `Items`, by analogy.
 */
export function unexpectedType(template: Json | undefined, field: string, expected: string, value: Json): Error {
  const said = `The JSONata expression '${expressionIn(template) ?? template}' specified for the field '${field}'`;
  const but = `Expected '${expected}', but was '${typeOf(value)}' for value: ${JSON.stringify(value)}`;
  return new EvaluationFailure(field, `${said} returned an unexpected result type. ${but}`);
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
