import type { Point } from '../../domain/morning/recovery-point.ts';
import type { SafetySettings } from '../../domain/morning/report.ts';
import type { SetChecks } from '../../domain/morning/set-outcome.ts';
import type { Outcome } from '../../domain/morning/verdict.ts';
import { KINDS, type Kind } from '../../domain/tables.ts';

/** The execution that asks, and when it began (ISO 8601). */
export interface AskingRun {
  run: string;
  run_started_at: string;
  budget_s: number;
}

/** What the state machine asks of this function. */
export type MorningEvent =
  | { step: 'settings' }
  | ({ step: 'expect'; since_hours: number; points?: readonly string[] } & AskingRun)
  | { step: 'fidelity'; kind: Kind; table: string }
  | ({ step: 'record'; outcomes: Outcome[]; checks?: SetChecks } & AskingRun)
  | ({ step: 'report'; settings?: SafetySettings } & AskingRun);

/** The event is not one that this function answers to. */
export class MorningEventInvalid extends Error {
  override readonly name = 'MorningEventInvalid';
}

/** Two days of hourly points in two vaults are as much as a machine's payload of 256 KB takes. */
const MOST_HOURS = 48;

type Fields = Readonly<Record<string, unknown>>;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isInstant = (value: unknown): boolean => isText(value) && !Number.isNaN(Date.parse(value));
const isPositive = (value: unknown): value is number => typeof value === 'number' && value > 0;
const isTexts = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.every(isText));

const isRun = ({ run, run_started_at, budget_s }: Fields): boolean =>
  isText(run) && isInstant(run_started_at) && isPositive(budget_s);

function isOutcome(value: unknown): boolean {
  const { vault, kind, recovery_point, taken_at } = (value ?? {}) as Partial<Point>;
  return isText(vault) && KINDS.includes(kind as Kind) && isText(recovery_point) && isInstant(taken_at);
}

const FITS: Record<MorningEvent['step'], (fields: Fields) => boolean> = {
  settings: () => true,
  expect: (fields) =>
    isRun(fields) && isPositive(fields.since_hours) && fields.since_hours <= MOST_HOURS && isTexts(fields.points),
  fidelity: ({ kind, table }) => KINDS.includes(kind as Kind) && isText(table),
  record: (fields) => isRun(fields) && Array.isArray(fields.outcomes) && fields.outcomes.every(isOutcome),
  report: isRun,
};

/** @throws MorningEventInvalid when something is missing or out of bounds */
export function morningEvent(event: unknown): MorningEvent {
  const fields = (event ?? {}) as Fields;
  const step = String(fields.step);
  if (!Object.hasOwn(FITS, step)) throw new MorningEventInvalid(`there is no step ${step}`);
  const fits = FITS[step as MorningEvent['step']];
  if (!fits(fields)) throw new MorningEventInvalid(`step ${step} lacks something or is out of bounds`);
  return event as MorningEvent;
}
