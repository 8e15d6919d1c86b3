import jsonata from 'jsonata';
import { EvaluationFailure } from '../failure.ts';
import type { Json, JsonObject } from '../json.ts';
import { bounded, newBound } from './bound.ts';
import { type Chance, functionsAt } from './functions.ts';
import { BoundedRegExp } from './regular-expression.ts';

/** What an expression sees: `$states`, the variables in scope, the time and chance. */
export interface Sight {
  readonly states: JsonObject;
  readonly variables: JsonObject;
  readonly chance: Chance;
}

const compiled = new Map<string, jsonata.Expression>();

/** The compiled expression. @throws what jsonata throws about its syntax. */
export function compile(expression: string): jsonata.Expression {
  const known = compiled.get(expression);
  if (known) return known;
  const fresh = bounded(jsonata(expression, { RegexEngine: BoundedRegExp as unknown as RegExp }));
  compiled.set(expression, fresh);
  return fresh;
}

/**
 * The value of one JSONata expression.
 * @param field where it stands, like `Arguments/Payload/run`, for the cause of a failure
 * @throws Failure `States.QueryEvaluationError` when it fails or gives nothing, as JSONata states do on AWS.
 */
export async function evaluate(expression: string, field: string, sight: Sight): Promise<Json> {
  const said = `The JSONata expression '${expression}' specified for the field '${field}'`;
  const value = await attempt(expression, sight).catch((error: unknown) => {
    throw new EvaluationFailure(field, `${said} threw an error during evaluation. ${messageOf(error)}`);
  });
  if (value === undefined) throw new EvaluationFailure(field, `${said} returned nothing (undefined).`);
  if (holdsFunction(value)) throw new EvaluationFailure(field, `${said} returned an unsupported result type.`);
  return JSON.parse(JSON.stringify(value)) as Json;
}

async function attempt(expression: string, { states, variables, chance }: Sight): Promise<unknown> {
  return compile(expression).evaluate(undefined, {
    ...functionsAt(chance),
    ...variables,
    states,
    ...newBound(),
  });
}

function messageOf(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return [code, message].filter((part) => typeof part === 'string').join(': ') || String(error);
}

/** A function of JavaScript, or one that JSONata keeps as an object, anywhere in a value: it cannot be passed on. */
function holdsFunction(value: unknown): boolean {
  if (typeof value === 'function') return true;
  if (typeof value !== 'object' || value === null) return false;
  if ('_jsonata_function' in value || '_jsonata_lambda' in value) return true;
  return Object.values(value).some(holdsFunction);
}
