import type { Failure } from '../failure.ts';

/** Errors that the wildcards leave alone. Source: Step Functions developer guide, "Error names". */
const TERMINAL = ['States.DataLimitExceeded', 'States.Runtime'];

/**
 * Whether one of the names of a retrier or catcher means the failure. `States.ALL` means any but the terminal ones,
 * `States.TaskFailed` any of those but `States.Timeout`; `States.Runtime` is never meant.
 */
export function matches(names: readonly string[], { error = '', alias }: Failure): boolean {
  if (error === 'States.Runtime') return false;
  if (names.includes(error) || (alias !== undefined && names.includes(alias))) return true;
  if (TERMINAL.includes(error)) return false;
  return names.includes('States.ALL') || (names.includes('States.TaskFailed') && error !== 'States.Timeout');
}
