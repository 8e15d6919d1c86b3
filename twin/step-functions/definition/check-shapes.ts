import { expressionIn } from '../expressions/template.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { isTime } from '../timestamp.ts';
import type { Finding } from './invalid.ts';

type Shape = readonly [is: (value: Json) => boolean, says: string];

const TEXT: Shape = [(value) => typeof value === 'string', 'a text'];
const LIST: Shape = [(value) => Array.isArray(value), 'a list'];
const OBJECT: Shape = [isObject, 'a JSON object'];
const LIST_OR_EXPRESSION: Shape = [
  (value) => Array.isArray(value) || isObject(value) || expressionIn(value) !== undefined,
  'a list, a JSON object or an expression',
];
const OBJECT_OR_EXPRESSION: Shape = [
  (value) => isObject(value) || expressionIn(value) !== undefined,
  'a JSON object or an expression',
];
/** Source: LocalStack's recordings, scenarios/test_base_scenarios, `test_wait_timestamp_invalid`. */
const TIME_OR_EXPRESSION: Shape = [
  (value) => typeof value === 'string' && (isTime(value) || expressionIn(value) !== undefined),
  'a time as RFC 3339 has it, like 2026-11-24T05:00:00Z, or an expression',
];
/** Source: Amazon States Language, "Map state": of a distributed Map, part of the ARNs of its runs. */
const LABEL: Shape = [
  (value) => typeof value === 'string' && /^[^\s?*<>{}[\]:;,\\|^~$#%&`"\p{Cc}]{1,40}$/u.test(value),
  'a text of at most 40 characters without blanks and without ?*<>{}[]:;,\\|^~$#%&`"',
];

/** What kind of value a field of a state takes, where it is not a number, a name of a state or anything at all. */
const SHAPES: Readonly<Record<string, Shape>> = {
  Comment: TEXT,
  Next: TEXT,
  Default: TEXT,
  Error: TEXT,
  Cause: TEXT,
  Timestamp: TIME_OR_EXPRESSION,
  Retry: LIST,
  Catch: LIST,
  Assign: OBJECT,
  Items: LIST_OR_EXPRESSION,
  ItemSelector: OBJECT_OR_EXPRESSION,
  ItemBatcher: OBJECT,
  Label: LABEL,
};

/** Fields whose value is of another kind than they take. */
export function* checkShapes(object: JsonObject, at: string): Generator<Finding> {
  for (const [name, value] of Object.entries(object)) {
    const [is, says] = SHAPES[name] ?? [];
    if (is === undefined || is(value)) continue;
    yield { says: `${name} is ${says}, not ${JSON.stringify(value)}`, at: `${at}/${name}` };
  }
}
