import type { Verdict } from '../../domain/morning/row.ts';
import { type SetChecks, setOutcome } from '../../domain/morning/set-outcome.ts';
import { judged, type Outcome } from '../../domain/morning/verdict.ts';
import type { AskingRun } from './asked.ts';
import type { MorningDependencies } from './dependencies.ts';
import { runAt } from './run.ts';

export type RecordEvent = AskingRun & { outcomes: readonly Outcome[]; checks?: SetChecks };

export interface Recorded {
  verdicts: Record<Verdict, number>;
}

/** Judges the recovery points of a set and writes a row for each; a repeated call changes nothing. */
export async function record(event: RecordEvent, { place, ledger }: MorningDependencies): Promise<Recorded> {
  const run = runAt(event, place);
  const set = setOutcome(event.checks ?? {});
  const rows = event.outcomes.map((outcome) => judged(outcome, set, run));
  await Promise.all(rows.map((row) => ledger.writeRow(row)));
  const verdicts: Recorded['verdicts'] = { good: 0, 'good-but-late': 0, bad: 0, 'not-tested': 0 };
  for (const { verdict } of rows) verdicts[verdict] += 1;
  return { verdicts };
}
