import { seenTraffic } from '../../../domain/traffic/traffic.ts';
import type { Json, JsonObject } from '../../../twin/step-functions/json.ts';
import { otherThan, trafficIn, withLocks, written } from './item.ts';
import type { Outcome, Product, Run, World } from './run.ts';

const START_MS = Date.parse('2026-12-01T05:00:00.000Z');
const LEASE_MS = 900_000;
const SLEPT_MS = LEASE_MS + 60_000;

const nowIn = ({ late }: World): number => START_MS + late * SLEPT_MS;
const iso = (ms: number): string => new Date(ms).toISOString();

/** The world with another run in the place of one. */
const after = (world: World, run: Run, changes: Partial<Run>, item = world.item): World => ({
  ...world,
  item,
  runs: world.runs.map((one) => (one.id === run.id ? { ...run, ...changes } : one)),
});

type Step = (product: Product, world: World, run: Run) => Promise<readonly Outcome[]>;

const take =
  (next: string): Step =>
  async (_, world, run) => {
    const [since, until] = [iso(nowIn(world)), iso(nowIn(world) + LEASE_MS)];
    const lock = { run: run.id, region: run.region, mode: 'real', since, until };
    const [holder, item] = await withLocks(world.item, (locks) => locks.take(run.machine, lock));
    return [{ what: 'takes the lock', world: after(world, run, { at: holder === undefined ? next : 'over' }, item) }];
  };

const extend =
  (next: string): Step =>
  async (_, world, run) => {
    const until = iso(nowIn(world) + LEASE_MS);
    const [held, item] = await withLocks(world.item, (locks) => locks.extend(run.machine, run.id, until));
    return [{ what: 'keeps the lock', world: after(world, run, { at: held ? next : 'end' }, item) }];
  };

const end: Step = async ({ releases }, world, run) => {
  const [, item] = await withLocks(world.item, (locks) =>
    releases ? locks.release(run.machine, run.id) : Promise.resolve(),
  );
  return [{ what: 'ends', world: after(world, run, { at: 'over' }, item) }];
};

const seenBy = async (world: World, { region }: Run) =>
  seenTraffic(await trafficIn(world.item), region, otherThan(region));

const gather: Step = async ({ judged }, world, run) => {
  const seen = await seenBy(world, run);
  const stops = judged(run, seen).refusals.some((one) => one.stops);
  const next = stops ? 'end' : run.game_day === 'none' ? 'keep' : 'leave';
  return [{ what: 'gathers the evidence', world: after(world, run, { at: next, seen }) }];
};

/** What the machine's expressions read. */
const variablesOf = (world: World, run: Run): JsonObject =>
  ({
    run: run.id,
    moment: iso(nowIn(world)),
    options: {
      region: otherThan(run.region),
      game_day: run.game_day,
      game_day_only: run.game_day !== 'none',
    },
    evidence: { traffic: run.seen },
    back: { traffic: run.seen },
    revision: run.revision ?? 0,
    serving: run.serving ?? 'none',
  }) as unknown as Json as JsonObject;

const look: Step = async ({ asl }, world, run) => {
  const seen = await seenBy(world, run);
  const next = await asl.nextOf(run.machine, 'Was it left?', run.region, variablesOf(world, { ...run, seen }));
  return [{ what: 'looks', world: after(world, run, { at: next === 'Take the lock' ? 'begin' : 'over', seen }) }];
};

const lookAgain: Step = async (_, world, run) => {
  const seen = await seenBy(world, run);
  const ready = seen.revision === run.seen?.revision && seen.own.serves === 'all';
  return [{ what: 'looks again', world: after(world, run, { at: ready ? 'share' : 'end', seen }) }];
};

/** One of the machine's writes: it takes effect, or its condition does not hold. */
const write =
  (state: string, next: string, changes: (run: Run) => Partial<Run> = () => ({})): Step =>
  async ({ asl }, world, run) => {
    const update = await asl.writeOf(run.machine, state, run.region, variablesOf(world, run));
    const item = written(world.item, update);
    if (item === undefined) return [{ what: `${state}: refused`, world: after(world, run, { at: 'end' }) }];
    const moved = { by: run, state, before: world.item, after: item };
    return [{ what: state, moved, world: after(world, run, { ...changes(run), at: next, last: update }, item) }];
  };

/** What was looked at was good, or was not: chance decides. */
const either =
  (...nexts: readonly string[]): Step =>
  async (_, world, run) =>
    nexts.map((at) => ({ what: `goes on with ${at}`, world: after(world, run, { at }) }));

const revisionAfter = ({ seen, revision }: Run): number => (revision ?? seen?.revision ?? 0) + 1;

const STEPS: Readonly<Record<string, Readonly<Record<string, Step>>>> = {
  failover: {
    begin: take('gather'),
    gather,
    keep: extend('leave'),
    leave: write('Leave the Region', 'verify'),
    verify: either('end', 'take back'),
    'take back': write('Take the switch back', 'end'),
    end,
  },
  failback: {
    look,
    begin: take('look again'),
    'look again': lookAgain,
    share: write('Let a share of the traffic back', 'watch the share', (run) => ({
      revision: revisionAfter(run),
      serving: 'canary',
    })),
    'watch the share': either('keep', 'leave again'),
    keep: extend('all'),
    all: write('Let all traffic back', 'watch all', (run) => ({ revision: revisionAfter(run), serving: 'all' })),
    'watch all': either('end', 'leave again'),
    'leave again': write('Leave the Region again', 'end'),
    end,
  },
};

export const FIRST_STEP = { failover: 'begin', failback: 'look' } as const;

/** Everything that this run may do next; nothing when it is over. */
export async function stepsOf(product: Product, world: World, run: Run): Promise<readonly Outcome[]> {
  const step = STEPS[run.machine]?.[run.at];
  return step === undefined ? [] : await step(product, world, run);
}

/** The last write of a run arrives once more, however late. */
export function repeated(world: World, run: Run): Outcome[] {
  if (run.last === undefined) return [];
  const item = written(world.item, run.last);
  if (item === undefined) return [];
  return [
    {
      what: 'a write arrives again',
      moved: { by: run, state: 'again', before: world.item, after: item },
      world: { ...world, item },
    },
  ];
}
