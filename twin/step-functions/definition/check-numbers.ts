import { expressionIn } from '../expressions/template.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Finding } from './invalid.ts';

interface Limits {
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
}

const whole = (least: number, most: number): Limits => ({ least, most, whole: true });
const SECONDS = 99_999_999;

/**
 * Fields that hold a number or the expression of one, and what the number may be. Source: Amazon States Language; Step Functions developer
 * guide, states Task, Wait and Map.
 */
const NUMBERS: Readonly<Record<string, Limits>> = {
  TimeoutSeconds: whole(1, SECONDS),
  HeartbeatSeconds: whole(1, SECONDS),
  Seconds: whole(0, SECONDS),
  MaxConcurrency: whole(0, Number.MAX_SAFE_INTEGER),
  ToleratedFailureCount: whole(0, Number.MAX_SAFE_INTEGER),
  ToleratedFailurePercentage: { least: 0, most: 100, whole: false },
  MaxItemsPerBatch: whole(1, Number.MAX_SAFE_INTEGER),
  MaxInputBytesPerBatch: whole(1, 262_144),
};

const fits = (value: Json, { least, most, whole: isWhole }: Limits): boolean =>
  typeof value === 'number' && value >= least && value <= most && (!isWhole || Number.isInteger(value));

function said({ least, most, whole: isWhole }: Limits): string {
  const kind = isWhole ? 'a whole number' : 'a number';
  return most === Number.MAX_SAFE_INTEGER ? `${kind} of at least ${least}` : `${kind} from ${least} to ${most}`;
}

/** Numbers of a state or of its batches that are none, or not within their limits. */
export function* checkNumbers(object: JsonObject, at: string): Generator<Finding> {
  for (const [name, value] of Object.entries(object)) {
    const limits = NUMBERS[name];
    if (limits === undefined || expressionIn(value) !== undefined || fits(value, limits)) continue;
    yield { says: `${name} is ${said(limits)}, or an expression, not ${JSON.stringify(value)}`, at: `${at}/${name}` };
  }
  const { HeartbeatSeconds: heartbeat, TimeoutSeconds: timeout } = object;
  if (typeof heartbeat === 'number' && typeof timeout === 'number' && heartbeat >= timeout)
    yield { says: 'HeartbeatSeconds is less than TimeoutSeconds', at: `${at}/HeartbeatSeconds` };
}
