import type { VirtualClock } from '../../../twin/step-functions/clock/virtual.ts';
import type { Tasks } from '../../../twin/step-functions/integrations/call.ts';
import type { Json, JsonObject } from '../../../twin/step-functions/json.ts';

/**
 * Answers one call: a value or a promise of it, or one of `fail`, `never` and `late`. What it throws fails the task
 * under the error's name.
 * @param input the payload of a function, the arguments of an action
 * @param n how often this resource was called before, from 0
 */
export type Answer = (input: JsonObject, n: number) => unknown;

/**
 * Answers by resource: a function's name as the tokens give it, or `backup:startRestoreJob` for an action. A list
 * answers one call after the other, its last entry all that follow; a value that is no function answers every call. A function answers all resources; it gives `undefined` for one it does not know.
 */
export type Answers = Readonly<Record<string, unknown>> | ((resource: string, input: JsonObject, n: number) => unknown);

/** What happens around scripted answers. */
interface Around {
  readonly clock: VirtualClock;
  readonly called: (resource: string, input: Json) => void;
  /** Told of a call that no scenario should make: it fails the test, not only the task. */
  readonly unexpected: (error: Error) => void;
}

/** An answer that never comes. */
export const never = Symbol('never');

interface Late {
  readonly lateBySeconds: number;
  readonly value: unknown;
}

/** An answer that comes after virtual seconds. */
export function late(lateBySeconds: number, value: unknown): Late {
  return { lateBySeconds, value };
}

/** An error with a name, to be thrown or given as an answer: the task fails with it. */
export function fail(name: string, message = 'scripted'): Error {
  return Object.assign(new Error(message), { name });
}

/** Tasks that are answered as scripted, on the virtual clock. */
export function scripted(answers: Answers, { clock, called, unexpected }: Around): Tasks {
  const counts = new Map<string, number>();
  const answer = async (resource: string, input: Json): Promise<Json> => {
    called(resource, input);
    const n = counts.get(resource) ?? 0;
    counts.set(resource, n + 1);
    const given = input as JsonObject;
    const found = typeof answers === 'function' ? answers(resource, given, n) : pick(answers[resource], n);
    if (found === undefined) unexpected(new Error(`The scenario has no answer for ${resource}`));
    return settle(found, given, n, clock);
  };
  return {
    invokeFunction: answer,
    callService: (service, action, input) => answer(`${service}:${action}`, input),
  };
}

function pick(answer: unknown, n: number): unknown {
  return Array.isArray(answer) ? answer[Math.min(n, answer.length - 1)] : answer;
}

async function settle(answer: unknown, input: JsonObject, n: number, clock: VirtualClock): Promise<Json> {
  const given = typeof answer === 'function' ? await clock.hold(Promise.resolve(answer(input, n))) : answer;
  if (given === never) return new Promise(() => undefined);
  if (given instanceof Error) throw given;
  if (!isLate(given)) return (given ?? null) as Json;
  await clock.sleep(clock.now() + 1000 * given.lateBySeconds, new AbortController().signal);
  return settle(given.value, input, n, clock);
}

function isLate(value: unknown): value is Late {
  return typeof value === 'object' && value !== null && 'lateBySeconds' in value;
}
