import type { JsonObject } from '../json.ts';
import { checkBody } from './check-body.ts';
import { checkExpressions } from './check-expressions.ts';
import { checkFields, checkQueryLanguage } from './check-fields.ts';
import { checkNumbers } from './check-numbers.ts';
import { checkCatch, checkRetry } from './check-rules.ts';
import { checkShapes } from './check-shapes.ts';
import { STATE_FIELDS } from './fields.ts';
import type { Finding } from './invalid.ts';

/** One state, without the flows in it. */
export function* checkState(state: JsonObject, at: string): Generator<Finding> {
  const fields = STATE_FIELDS[state.Type as keyof typeof STATE_FIELDS];
  if (!fields) return yield { says: `Type '${String(state.Type)}' is no type of a state`, at: `${at}/Type` };
  yield* checkFields(state, fields, at);
  yield* checkQueryLanguage(state, at);
  yield* checkShapes(state, at);
  yield* checkNumbers(state, at);
  yield* checkEnd(state, fields, at);
  yield* checkBody(state, at);
  yield* checkRetry(state.Retry, `${at}/Retry`);
  yield* checkCatch(state.Catch, `${at}/Catch`);
  const { Branches, ItemProcessor, ...own } = state;
  yield* checkExpressions(own, at);
}

function* checkEnd({ Next: next, End: end, Choices }: JsonObject, fields: readonly string[], at: string) {
  if (!fields.includes('Next')) return;
  const says = "A state has either 'Next' or 'End': true";
  if ((typeof next === 'string') === (end === true)) yield { says, at };
  if (end !== undefined && typeof end !== 'boolean') yield { says: 'End is true or false', at: `${at}/End` };
  if (Choices !== undefined) yield { says: 'Only a Choice has Choices', at };
}
