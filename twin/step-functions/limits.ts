import { Failure } from './failure.ts';
import { bytesOf, type Json } from './json.ts';

/** Of a state's input, output, arguments, or one execution's input. Source: Step Functions service quotas. */
export const PAYLOAD_BYTES = 256 * 1024;

/** Of one definition. Source: Step Functions service quotas. */
export const DEFINITION_BYTES = 1024 * 1024;

/** Of one execution's history. Source: Step Functions service quotas. */
export const HISTORY_EVENTS = 25_000;

/** Iterations of an inline Map at once, whatever `MaxConcurrency` says. Source: Step Functions developer guide. */
export const INLINE_CONCURRENCY = 40;

/** Child executions of a distributed Map at once. Source: Step Functions developer guide. */
export const DISTRIBUTED_CONCURRENCY = 10_000;

/** The value itself. @throws Failure `States.DataLimitExceeded` when it is too large to pass on. */
export function withinLimit<T extends Json>(value: T, what: string): T {
  const bytes = bytesOf(value);
  if (bytes <= PAYLOAD_BYTES) return value;
  const reason = `The ${what} has ${bytes} bytes, more than the ${PAYLOAD_BYTES} that a state takes`;
  throw new Failure('States.DataLimitExceeded', reason);
}
