import type { Failure } from '../failure.ts';

/**
 * Whether one of the names of a retrier or catcher means the failure. `States.ALL` means any but `States.Runtime`, which is never meant.
 * `States.TaskFailed` means any of those but `States.Timeout` and `States.DataLimitExceeded`.
 *
 * Source: Step Functions developer guide, "Error names". It says that `States.ALL` leaves `States.DataLimitExceeded` alone as well; AWS
 * caught it when it was recorded (LocalStack, tests/aws/services/stepfunctions/v2/error_handling/test_states_errors, the two cases
 * `…catch_state_all_data_limit_exceeded_on_large_utf8_response`).
 */
export function matches(names: readonly string[], { error, alias }: Failure): boolean {
  if (error === 'States.Runtime') return false;
  if ([error, alias].some((name) => name != null && names.includes(name))) return true;
  if (names.includes('States.ALL')) return true;
  return names.includes('States.TaskFailed') && !NO_TASK_FAILED.includes(error ?? '');
}

const NO_TASK_FAILED = ['States.Timeout', 'States.DataLimitExceeded'];
