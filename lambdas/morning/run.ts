import type { Run } from '../../domain/morning/verdict.ts';
import { parisDate } from '../../domain/tax-free/paris.ts';
import type { AskingRun } from './asked.ts';
import type { Place } from './place.ts';

/** A run as its rows name it; its date is that of Paris when it began. */
export const runAt = ({ run, run_started_at, budget_s }: AskingRun, { region }: Place): Run => ({
  ...{ run, run_started_at, budget_s, region },
  date: parisDate(new Date(run_started_at)),
});
