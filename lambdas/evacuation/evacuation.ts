import { ask } from './ask.ts';
import type { EvacuationDependencies } from './dependencies.ts';
import { type EvacuationEvent, type EventOf, parseEvent } from './event.ts';
import { gather } from './gather.ts';
import { compare, counted, present, record } from './record.ts';
import { healthy, returned } from './returned.ts';
import { watch } from './watch.ts';

const STEPS: {
  [Step in EvacuationEvent['step']]: (dependencies: EvacuationDependencies, event: EventOf<Step>) => Promise<object>;
} = { ask, compare, counted, gather, healthy, present, record, returned, watch };

/** The steps of leaving a Region and of coming back that look, ask and reckon. None of them changes what a Region serves. */
export const createEvacuation =
  (dependencies: EvacuationDependencies) =>
  async (event: unknown): Promise<object> => {
    const parsed = parseEvent(event);
    const step = STEPS[parsed.step] as (
      dependencies: EvacuationDependencies,
      event: EvacuationEvent,
    ) => Promise<object>;
    return await step(dependencies, parsed);
  };
