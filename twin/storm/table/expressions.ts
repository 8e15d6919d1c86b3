import { validation } from './errors.ts';
import { wordsOf } from './lexer.ts';
import type { NameOf } from './operand.ts';
import { parseCondition } from './parse-condition.ts';
import { parseUpdate } from './parse-update.ts';
import type { Condition, UpdateProgram } from './syntax.ts';

/** The expressions of one request. */
export interface RequestExpressions {
  condition?: string | undefined;
  update?: string | undefined;
  names?: Record<string, string> | undefined;
  values?: Record<string, unknown> | undefined;
}

/** The same, understood. */
export interface Understood {
  condition?: Condition;
  update?: UpdateProgram;
}

const KNOWN_MAX = 2_000;
const known = new Map<string, Understood>();

const PLACEHOLDER = /[#:]\w+/g;

/** DynamoDB takes a name or value that no expression uses for a mistake, and so do we. */
function refuseUnused({ condition = '', update = '', names = {}, values = {} }: RequestExpressions): void {
  const used = new Set(`${condition} ${update}`.match(PLACEHOLDER));
  const unused = [...Object.keys(names), ...Object.keys(values)].filter((name) => !used.has(name));
  if (unused.length > 0) throw validation(`Value provided in ExpressionAttribute… unused in expressions: ${unused}`);
  const undefinedOnes = [...used].filter((name) => !(name in names) && !(name in values));
  if (undefinedOnes.length > 0) throw validation(`An expression attribute used is not defined: ${undefinedOnes}`);
}

function parse<T>(
  text: string,
  names: Record<string, string>,
  by: (...parts: Parameters<typeof parseCondition>) => T,
): T {
  const words = wordsOf(text);
  const nameOf: NameOf = (placeholder) => names[placeholder] ?? '';
  const parsed = by(words, nameOf);
  if (words.peek() !== '') throw validation(`Syntax error: "${words.peek()}" in ${text}`);
  return parsed;
}

function understandAnew(request: RequestExpressions): Understood {
  refuseUnused(request);
  const { condition, update, names = {} } = request;
  return {
    ...(condition === undefined ? {} : { condition: parse(condition, names, parseCondition) }),
    ...(update === undefined ? {} : { update: parse(update, names, parseUpdate) }),
  };
}

/**
 * Understands the expressions of a request; the same texts with the same names are parsed once.
 *
 * @throws ValidationException as DynamoDB does
 */
export function understand(request: RequestExpressions): Understood {
  const { condition, update, names, values = {} } = request;
  const key = JSON.stringify([condition, update, names, Object.keys(values)]);
  const found = known.get(key);
  if (found !== undefined) return found;
  const understood = understandAnew(request);
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(key, understood);
  return understood;
}
