import { isObject, type Json } from '../json.ts';
import { evaluate, type Sight } from './evaluate.ts';

/** The expression inside `{% … %}`; `undefined` for any other value. */
export function expressionIn(value: unknown): string | undefined {
  if (typeof value !== 'string' || !value.startsWith('{%') || !value.endsWith('%}')) return undefined;
  return value.slice(2, -2).trim();
}

/**
 * A JSON value in which every string `{% … %}`, however deep, is replaced by what its expression gives.
 * @param field where the template stands, for the cause of a failure
 * @throws Failure `States.QueryEvaluationError`
 */
export async function fill(template: Json, field: string, sight: Sight): Promise<Json> {
  const expression = expressionIn(template);
  if (expression !== undefined) return evaluate(expression, field, sight);
  if (Array.isArray(template)) {
    return Promise.all(template.map((part: Json, index) => fill(part, `${field}[${index}]`, sight)));
  }
  if (!isObject(template)) return template;
  const filled = Object.entries(template).map(async ([name, part]) => [
    name,
    await fill(part, `${field}/${name}`, sight),
  ]);
  return Object.fromEntries(await Promise.all(filled)) as Json;
}
