import { longestWalk } from './longest-walk.ts';
import { type Machine, type Retrier, type State, successors } from './machine.ts';

/** What a definition does not say by itself, each by the name of the state. */
export interface Bounds {
  /** States that wait for people: their time counts apart. */
  readonly people: readonly string[];
  /** How often a state of a loop is entered at most. The definition counts; a test of its path shows that it does. */
  readonly visits: Readonly<Record<string, number>>;
  /** How many items a Map has at most. */
  readonly items: Readonly<Record<string, number>>;
  /** What an expression for a timeout or a wait gives at most, in seconds. */
  readonly seconds: Readonly<Record<string, number>>;
  /** Where the outage is over: what follows (report, release) does not count. */
  readonly until: readonly string[];
}

export const NO_BOUNDS: Bounds = { people: [], visits: {}, items: {}, seconds: {}, until: [] };

export interface WorstCase {
  /** The longest path, without what waits for people. */
  readonly machine_s: number;
  readonly path: readonly string[];
  /** The longest path of what waits for people alone. */
  readonly people_s: number;
  /** What has no end, or none that can be read; one sentence each. */
  readonly unbounded: readonly string[];
}

type Whose = 'machine' | 'people';

/** Step Functions' own limit for an inline Map without one. */
const INLINE_MAP_CONCURRENCY = 40;

/** The defaults of the Amazon States Language. */
const RETRY = { IntervalSeconds: 1, MaxAttempts: 3, BackoffRate: 2, MaxDelaySeconds: Number.POSITIVE_INFINITY };

/** How often a retrier repeats, and how long it pauses in all: with jitter the pause is at most as long as without. */
function repeats(retrier: Retrier): { attempts: number; pause_s: number } {
  const { IntervalSeconds, MaxAttempts, BackoffRate, MaxDelaySeconds } = { ...RETRY, ...retrier };
  let pause_s = 0;
  for (let i = 0; i < MaxAttempts; i++) pause_s += Math.min(IntervalSeconds * BackoffRate ** i, MaxDelaySeconds);
  return { attempts: MaxAttempts, pause_s };
}

/** Each retrier counts for itself, so the worst is that each is used up and each attempt takes all the time it may. */
function withRetries(seconds: number, { Retry = [] }: State): number {
  const all = Retry.map(repeats);
  const attempts = all.reduce((sum, one) => sum + one.attempts, 1);
  return seconds * attempts + all.reduce((sum, { pause_s }) => sum + pause_s, 0);
}

/** @returns the number that a member gives at most: itself, or the first of `$min([30, …])` */
function atMost(value: number | string | undefined): number | undefined {
  if (typeof value === 'number') return value;
  const [, number] = /^\{%\s*\$min\(\[\s*(\d+(?:\.\d+)?)\s*,/.exec(value ?? '') ?? [];
  return number === undefined ? undefined : Number(number);
}

/** The longest time a machine may take along any path, retries, pauses and waits included. */
export function worstCase(machine: Machine, bounds: Bounds): WorstCase {
  const unbounded = new Set<string>();

  function bounded(name: string, value: number | undefined, lacks: string): number {
    if (value === undefined) unbounded.add(`"${name}" ${lacks}`);
    return value ?? 0;
  }

  const single = (name: string, value: number | string | undefined, lacks: string): number =>
    bounded(name, bounds.seconds[name] ?? atMost(value), lacks);

  function rounds(name: string, { Items, MaxConcurrency }: State): number {
    const items = bounds.items[name] ?? (Array.isArray(Items) ? Items.length : undefined);
    const atOnce = atMost(MaxConcurrency) || INLINE_MAP_CONCURRENCY;
    return Math.ceil(bounded(name, items, 'is a Map over nobody knows how many items') / atOnce);
  }

  function duration(name: string, state: State, whose: Whose): number {
    switch (state.Type) {
      case 'Task':
        return single(name, state.TimeoutSeconds, 'is a Task without a TimeoutSeconds that can be read');
      case 'Wait':
        return single(name, state.Seconds, 'is a Wait without Seconds that can be read');
      case 'Parallel':
        return Math.max(0, ...(state.Branches ?? []).map((branch) => walk(branch, whose).seconds));
      case 'Map':
        return state.ItemProcessor ? walk(state.ItemProcessor, whose).seconds * rounds(name, state) : 0;
      default:
        return 0;
    }
  }

  function weigh(name: string, state: State, whose: Whose): number {
    const isContainer = state.Type === 'Parallel' || state.Type === 'Map';
    const isPeoples = bounds.people.includes(name);
    if (!isContainer && isPeoples !== (whose === 'people')) return 0;
    const seconds = duration(name, state, whose);
    return seconds === 0 && whose === 'people' ? 0 : withRetries(seconds, state);
  }

  function walk({ StartAt, States }: Machine, whose: Whose) {
    const found = longestWalk({
      start: StartAt,
      next: (name) => {
        const state = States[name];
        return state === undefined || bounds.until.includes(name) ? [] : successors(state);
      },
      seconds: (name) => {
        const state = States[name];
        return state === undefined || bounds.until.includes(name) ? 0 : weigh(name, state, whose);
      },
      visits: bounds.visits,
    });
    for (const loop of found.endless) unbounded.add(`"${loop.join('", "')}" are a loop that no state bounds`);
    return found;
  }

  const longest = walk(machine, 'machine');
  const people = walk(machine, 'people');
  return { machine_s: longest.seconds, path: longest.nodes, people_s: people.seconds, unbounded: [...unbounded] };
}
