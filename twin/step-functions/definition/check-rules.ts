import { isObject, type Json, type JsonObject } from '../json.ts';
import { checkFields } from './check-fields.ts';
import { CATCH_FIELDS, RETRY_FIELDS } from './fields.ts';
import type { Finding } from './invalid.ts';

/** Retriers: their names, numbers and jitter. Source: Amazon States Language, "Retrying after error". */
export function* checkRetry(rules: Json | undefined, at: string): Generator<Finding> {
  for (const [retrier, place] of rulesIn(rules, at)) {
    yield* checkFields(retrier, RETRY_FIELDS, place);
    yield* checkErrorNames(retrier, place);
    const { IntervalSeconds: interval = 1, MaxAttempts: attempts = 3, BackoffRate: rate = 2 } = retrier;
    const { MaxDelaySeconds: delay = 31_622_399, JitterStrategy: jitter = 'NONE' } = retrier;
    if (!isWhole(interval, 1)) yield { says: 'IntervalSeconds is a whole number of at least 1', at: place };
    if (!isWhole(attempts, 0) || Number(attempts) > 99_999_999) {
      yield { says: 'MaxAttempts is a whole number from 0 to 99999999', at: place };
    }
    if (!(typeof rate === 'number' && rate >= 1)) yield { says: 'BackoffRate is at least 1', at: place };
    if (!isWhole(delay, 1) || Number(delay) >= 31_622_400 || Number(delay) <= Number(interval)) {
      yield { says: 'MaxDelaySeconds is a whole number above IntervalSeconds and below 31622400', at: place };
    }
    if (jitter !== 'FULL' && jitter !== 'NONE') yield { says: 'JitterStrategy is FULL or NONE', at: place };
  }
  yield* checkWildcards(rules, at);
}

/** Catchers: their names and where they lead. */
export function* checkCatch(rules: Json | undefined, at: string): Generator<Finding> {
  for (const [catcher, place] of rulesIn(rules, at)) {
    yield* checkFields(catcher, CATCH_FIELDS, place);
    yield* checkErrorNames(catcher, place);
    if (typeof catcher.Next !== 'string') yield { says: "A catcher has 'Next'", at: place };
  }
  yield* checkWildcards(rules, at);
}

function* checkErrorNames({ ErrorEquals: names }: JsonObject, at: string): Generator<Finding> {
  if (Array.isArray(names) && names.length > 0 && names.every((name: Json) => typeof name === 'string')) return;
  yield { says: 'ErrorEquals is a list of at least one error name', at };
}

function* checkWildcards(rules: Json | undefined, at: string): Generator<Finding> {
  const listed = [...rulesIn(rules, at)];
  for (const [index, [{ ErrorEquals: names }, place]] of listed.entries()) {
    if (!Array.isArray(names) || !names.includes('States.ALL')) continue;
    if (names.length > 1 || index < listed.length - 1) {
      yield { says: 'States.ALL stands alone, in the last rule', at: place };
    }
  }
}

function* rulesIn(rules: Json | undefined, at: string): Generator<[JsonObject, string]> {
  if (!Array.isArray(rules)) return;
  for (const [index, rule] of rules.entries()) yield [isObject(rule) ? rule : {}, `${at}/${index}`];
}

function isWhole(value: Json, atLeast: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= atLeast;
}
