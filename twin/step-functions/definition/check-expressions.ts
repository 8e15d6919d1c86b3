import { compile } from '../expressions/evaluate.ts';
import { expressionIn } from '../expressions/template.ts';
import { isObject, type Json } from '../json.ts';
import type { Finding } from './invalid.ts';

/** Fields whose strings are never expressions. */
const LITERAL = ['Comment', 'Type', 'Next', 'Default', 'StartAt', 'Resource', 'QueryLanguage', 'ErrorEquals', 'Label'];

/** Expressions that JSONata does not parse, or that use what Step Functions takes away. */
export function* checkExpressions(value: Json, at: string): Generator<Finding> {
  if (typeof value === 'string') yield* checkExpression(value, at);
  else if (Array.isArray(value)) {
    for (const [index, part] of value.entries()) yield* checkExpressions(part as Json, `${at}/${index}`);
  } else if (isObject(value)) {
    for (const [name, part] of Object.entries(value)) {
      if (!LITERAL.includes(name)) yield* checkExpressions(part, `${at}/${name}`);
    }
  }
}

function* checkExpression(value: string, at: string): Generator<Finding> {
  const expression = expressionIn(value);
  if (expression === undefined) {
    if (/^\s*\{%|%\}\s*$/.test(value)) yield { says: 'An expression is {% … %} and nothing around it', at };
    return;
  }
  if (/\$eval\s*\(/.test(expression)) yield { says: '$eval is not there in Step Functions; use $parse', at };
  try {
    compile(expression);
  } catch (error) {
    yield { says: `JSONata does not parse: ${(error as Error).message}`, at };
  }
}
