import type { NumberField } from '../definition/machine.ts';
import type { Sight } from '../expressions/evaluate.ts';
import { fill } from '../expressions/template.ts';
import { unexpectedType } from '../expressions/unexpected.ts';
import { EvaluationFailure } from '../failure.ts';

/** The longest wait and timeout, in seconds. Source: Step Functions developer guide. */
const LONGEST_SECONDS = 99_999_999;

/** Whole seconds, written as they are or as an expression. @throws Failure when they are not such. */
export function secondsOf(value: NumberField, field: string, sight: Sight): Promise<number> {
  return wholeOf(value, field, sight, LONGEST_SECONDS);
}

/** Seconds of a time limit: at least one. @throws Failure when they are not such. */
export function limitSecondsOf(value: NumberField, field: string, sight: Sight): Promise<number> {
  return wholeOf(value, field, sight, LONGEST_SECONDS, 1);
}

/** A whole number, from 0 unless told. @throws Failure when it is not. */
export async function wholeOf(value: NumberField, field: string, sight: Sight, most = 1e9, least = 0): Promise<number> {
  const number = await fill(value, field, sight);
  if (typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most) return number;
  if (typeof number !== 'number') throw unexpectedType(value, field, 'number', number);
  const said = `a whole number from ${least} to ${most}, not ${JSON.stringify(number)}`;
  throw new EvaluationFailure(field, `'${field}' must give ${said}`);
}

/** A percentage. @throws Failure when it is not. */
export async function percentageOf(value: NumberField, field: string, sight: Sight): Promise<number> {
  const number = await fill(value, field, sight);
  if (typeof number === 'number' && number >= 0 && number <= 100) return number;
  if (typeof number !== 'number') throw unexpectedType(value, field, 'number', number);
  throw new EvaluationFailure(field, `'${field}' must give a number from 0 to 100, not ${number}`);
}
