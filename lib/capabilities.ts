import { ACQUIRER_NOTIFICATIONS_ENVIRONMENT } from '../lambdas/acquirer-notifications/environment.ts';
import { AUTHORIZER_ENVIRONMENT } from '../lambdas/authorizer/environment.ts';
import { BOOT_CHECK_ENVIRONMENT } from '../lambdas/boot-check/environment.ts';
import { CHECKOUT_ENVIRONMENT } from '../lambdas/checkout/environment.ts';
import { CLONE_ENVIRONMENT } from '../lambdas/clone/environment.ts';
import { CUSTOMS_MESSAGES_ENVIRONMENT } from '../lambdas/customs-messages/environment.ts';
import { EVACUATION_ENVIRONMENT } from '../lambdas/evacuation/environment.ts';
import { FORM_SWEEPER_ENVIRONMENT } from '../lambdas/form-sweeper/environment.ts';
import { HEALTH_ENVIRONMENT } from '../lambdas/health/environment.ts';
import { MORNING_ENVIRONMENT } from '../lambdas/morning/environment.ts';
import { RECEIPTS_ENVIRONMENT } from '../lambdas/receipts/environment.ts';
import { REPAIR_ENVIRONMENT } from '../lambdas/repair/environment.ts';
import { RUNS_ENVIRONMENT } from '../lambdas/runs/environment.ts';
import { SYNTHETIC_STORE_ENVIRONMENT } from '../lambdas/synthetic-store/environment.ts';
import { TAX_FREE_ENVIRONMENT } from '../lambdas/tax-free/environment.ts';

/** The variables each function reads, as its own folder declares them. */
export const ENVIRONMENT_OF = {
  'acquirer-notifications': ACQUIRER_NOTIFICATIONS_ENVIRONMENT,
  authorizer: AUTHORIZER_ENVIRONMENT,
  'boot-check': BOOT_CHECK_ENVIRONMENT,
  checkout: CHECKOUT_ENVIRONMENT,
  clone: CLONE_ENVIRONMENT,
  'customs-messages': CUSTOMS_MESSAGES_ENVIRONMENT,
  evacuation: EVACUATION_ENVIRONMENT,
  'form-sweeper': FORM_SWEEPER_ENVIRONMENT,
  health: HEALTH_ENVIRONMENT,
  morning: MORNING_ENVIRONMENT,
  receipts: RECEIPTS_ENVIRONMENT,
  repair: REPAIR_ENVIRONMENT,
  runs: RUNS_ENVIRONMENT,
  'synthetic-store': SYNTHETIC_STORE_ENVIRONMENT,
  'tax-free': TAX_FREE_ENVIRONMENT,
} as const;

export type CapabilityName = keyof typeof ENVIRONMENT_OF;

/** The functions that only runbooks and schedules call. */
export const RUNBOOK_FUNCTIONS = [
  'boot-check',
  'clone',
  'evacuation',
  'morning',
  'repair',
  'runs',
  'synthetic-store',
] as const satisfies readonly CapabilityName[];
export type RunbookFunctionName = (typeof RUNBOOK_FUNCTIONS)[number];

/** What a runbook may call: a failover takes up half-done forms as the minute's sweep does. */
export const CALLED_BY_RUNBOOKS = [...RUNBOOK_FUNCTIONS, 'form-sweeper'] as const satisfies readonly CapabilityName[];
export type CalledByRunbooks = (typeof CALLED_BY_RUNBOOKS)[number];

/** The functions that requests reach through the gateway. */
export type ServingName = Exclude<CapabilityName, 'authorizer' | 'form-sweeper' | RunbookFunctionName>;

/** A value for every variable of a function's contract: one that is missing, or one too many, does not compile. */
export type EnvironmentOf<Name extends CapabilityName> = Readonly<
  Record<(typeof ENVIRONMENT_OF)[Name][number], string>
>;

export interface CapabilitySize {
  /** Lambda gives a whole processor at 1,769 MB. */
  readonly memoryMb: number;
  /** Longer than the handler's own deadline; for a function behind the gateway, shorter than what API Gateway waits. */
  readonly timeoutSeconds: number;
  /** Sandboxes at once, where strangers can ask for any number. Lambda reserves them, and gives the function no more. */
  readonly mostAtOnce?: number;
}

export const SIZES: Readonly<Record<CapabilityName, CapabilitySize>> = {
  // What a message is about is written down at once; what follows from it (a credit) is done before the answer.
  'acquirer-notifications': { memoryMb: 512, timeoutSeconds: 25 },
  authorizer: { memoryMb: 512, timeoutSeconds: 5 },
  // The longest that Lambda takes, and nearly two processors: parts of a table are checked beside each other.
  'boot-check': { memoryMb: 3008, timeoutSeconds: 900 },
  checkout: { memoryMb: 1024, timeoutSeconds: 5 },
  clone: { memoryMb: 1769, timeoutSeconds: 900 },
  'customs-messages': { memoryMb: 512, timeoutSeconds: 25 },
  // Looks for fifteen seconds whether a switch takes effect.
  evacuation: { memoryMb: 512, timeoutSeconds: 30 },
  // Ends before the next minute's sweep begins.
  'form-sweeper': { memoryMb: 512, timeoutSeconds: 55 },
  // Ten answer thousands a second; what each of them may ask of the tables is bounded by the second.
  health: { memoryMb: 512, timeoutSeconds: 5, mostAtOnce: 10 },
  morning: { memoryMb: 1024, timeoutSeconds: 120 },
  receipts: { memoryMb: 512, timeoutSeconds: 10 },
  // Walks whole chains, as the boot check does.
  repair: { memoryMb: 3008, timeoutSeconds: 900 },
  runs: { memoryMb: 512, timeoutSeconds: 30 },
  // A round is five requests of three seconds at most, all ways at once.
  'synthetic-store': { memoryMb: 512, timeoutSeconds: 30 },
  // A kiosk may wait 20 s for a change; 28 and the gateway's grace is as long as API Gateway goes.
  'tax-free': { memoryMb: 1024, timeoutSeconds: 28 },
};
