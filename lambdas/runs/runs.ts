import { begin, end, extend, note } from './course.ts';
import type { RunsDependencies } from './dependencies.ts';
import { type EventOf, parseEvent, type RunEvent } from './event.ts';
import { status, verified } from './looks.ts';
import { report } from './report.ts';

const STEPS: { [Step in RunEvent['step']]: (dependencies: RunsDependencies, event: EventOf<Step>) => Promise<object> } =
  {
    begin,
    note,
    extend,
    end,
    report,
    status,
    verified,
  };

/** The runs of all runbooks: one at a time per runbook, and nothing they said can be changed without that showing. */
export const createRuns =
  (dependencies: RunsDependencies) =>
  async (event: unknown): Promise<object> => {
    const parsed = parseEvent(event);
    const step = STEPS[parsed.step] as (dependencies: RunsDependencies, event: RunEvent) => Promise<object>;
    return await step(dependencies, parsed);
  };
