import { goalsOf, verdictOf } from './goals.ts';
import { measuredIn } from './measured.ts';
import type { FailoverRun } from './run.ts';

/** The figures of the drill, as its last line of JSON. */
export function figuresOf(run: FailoverRun) {
  const measured = measuredIn(run);
  return { ...measured, goals: goalsOf(measured), verdict: verdictOf(measured) };
}

export type FailoverFigures = ReturnType<typeof figuresOf>;
