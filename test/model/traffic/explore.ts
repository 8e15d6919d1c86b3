import { judge } from '../../../domain/evacuation/judge.ts';
import { trafficAttribute } from '../../../domain/traffic/traffic.ts';
import type { Attributes } from '../../support/one-item-table.ts';
import { otherThan, REGIONS, type Region } from './item.ts';
import { letsGo, servedBy, somebodyServes, wrongWith } from './laws.ts';
import type { Outcome, Product, Run, Start, World } from './run.ts';
import { FIRST_STEP, repeated, stepsOf } from './steps.ts';
import { asItIs, aslOf } from './writes.ts';

const WELL = { ok: true, says: 'answered 200' };
/** A Region that is well beside one that is well: only what was left, and by whom, decides here. */
const FACTS = {
  canary: WELL,
  other_canary: WELL,
  concurrency: { quota: 1, needed: 1 },
  hour: 6,
  peak: { from: 10, to: 20 },
  versions: {},
};

/** The product as it is. */
export const product = (): Product => ({
  asl: aslOf(asItIs),
  judged: ({ region: own, game_day }, { own: { serves: own_serves }, left: { serves: left_serves } }) => {
    const region = otherThan(own);
    const mornings = [{ region: own, date: '2026-12-01', colour: 'green' }];
    const byClock = game_day !== 'none';
    const mode = byClock ? 'drill' : 'real';
    const force = byClock ? [] : ['survivor-evacuated'];
    const asked = { mode, manner: 'graceful', game_day: byClock, force } as const;
    return judge(asked, { ...FACTS, region, own, other: region, own_serves, left_serves, mornings });
  },
  releases: true,
});

const STARTS: readonly Start[] = REGIONS.flatMap((region) =>
  (['failover', 'failback'] as const).flatMap((machine) =>
    (['none', 'monthly'] as const).map((game_day): Start => ({ machine, region, game_day })),
  ),
);

const begun = (start: Start, id: string): Run => ({ ...start, id, at: FIRST_STEP[start.machine] });

/** Everything that may happen next. No run is obliged to go on. */
async function nexts(product: Product, world: World): Promise<readonly Outcome[]> {
  const steps = await Promise.all(world.runs.map((run) => stepsOf(product, world, run)));
  const again = world.runs.flatMap((run) => repeated(world, run));
  const slept = world.late === 0 ? [{ what: 'a quarter of an hour passes', world: { ...world, late: 1 } }] : [];
  return [...steps.flat(), ...again, ...slept];
}

/** Somebody starts the failover in a Region, when all leases are over, and it is not disturbed. */
async function broughtBack(product: Product, { item, late }: World, region: Region): Promise<boolean> {
  let world: World = {
    item,
    late: late + 1,
    runs: [begun({ machine: 'failover', region, game_day: 'none' }, 'rescue')],
  };
  for (let steps = 0; steps < 5; steps++) {
    const [run] = world.runs;
    const [next] = run === undefined ? [] : await stepsOf(product, world, run);
    if (next === undefined) break;
    world = next.world;
    if (servedBy(world.item, region) === 'all' && servedBy(world.item, otherThan(region)) === 'none') return true;
  }
  return servedBy(world.item, region) === 'all';
}

export interface Explored {
  readonly worlds: number;
  /** The first thing that is wrong, with the way to it; absent when nothing is. */
  readonly fault?: { readonly law: string; readonly way: readonly string[] };
}

interface Visited {
  readonly world: World;
  readonly way: readonly string[];
}

async function faultOf(product: Product, { world, moved }: Outcome, isNew: (item: Attributes) => boolean) {
  const wrong = moved && wrongWith(moved);
  if (wrong !== undefined) return wrong;
  if (!somebodyServes(world)) return 'no Region serves everything';
  if (!letsGo(world)) return 'a run that is over holds the lock';
  if (!isNew(world.item)) return undefined;
  for (const region of REGIONS)
    if (!(await broughtBack(product, world, region))) return `nobody can bring all traffic to ${region}`;
  return undefined;
}

/** What a quiet item says, without numbers and names that only grow: what may follow does not depend on them, nor on which Region is which. */
function settledAs(item: Attributes): Attributes {
  const [one, mirrored] = [(region: Region) => region, otherThan].map((name) => plainly(item, name)) as [
    Attributes,
    Attributes,
  ];
  return JSON.stringify(one) < JSON.stringify(mirrored) ? one : mirrored;
}

function plainly(item: Attributes, nameOf: (region: Region) => Region): Attributes {
  const kept = REGIONS.flatMap((name) => {
    const region = nameOf(name);
    return [
      [trafficAttribute('serves', name), { S: servedBy(item, region) }],
      [trafficAttribute('game_day', name), { S: item[trafficAttribute('game_day', region)]?.S ?? 'none' }],
      [trafficAttribute('by', name), { S: 'a run before' }],
    ];
  });
  return { revision: { N: '1' }, ...Object.fromEntries(kept) };
}

/** Every way in which two runs can go from one item, however they are interleaved, stall or die, are slow or repeat a write. */
async function pairFrom(
  product: Product,
  item: Attributes,
  pair: readonly [Start, Start],
  seen: Set<string>,
  settled: (item: Attributes) => void,
): Promise<Explored> {
  const first: World = { item, late: 0, runs: [begun(pair[0], 'one'), begun(pair[1], 'two')] };
  const known = new Set<string>([JSON.stringify(first)]);
  const open: Visited[] = [{ world: first, way: [] }];
  const isNew = (one: Attributes): boolean => {
    const key = JSON.stringify(one);
    return seen.has(key) ? false : seen.add(key) !== undefined;
  };
  for (let visited = open.pop(); visited !== undefined; visited = open.pop()) {
    for (const outcome of await nexts(product, visited.world)) {
      const key = JSON.stringify(outcome.world);
      if (known.has(key)) continue;
      known.add(key);
      const way = [...visited.way, outcome.what];
      const law = await faultOf(product, outcome, isNew);
      if (law !== undefined) return { worlds: known.size, fault: { law, way: [JSON.stringify(pair), ...way] } };
      if (outcome.world.runs.every(({ at }) => at === 'over')) settled(outcome.world.item);
      open.push({ world: outcome.world, way });
    }
  }
  return { worlds: known.size };
}

/** Explores every pair of starts from every item that can be left behind, until no new one comes up. */
export async function explored(product: Product): Promise<Explored & { readonly settled: number }> {
  const items = new Map<string, Attributes>([['{}', {}]]);
  const seen = new Set<string>();
  const keep = (item: Attributes): void => {
    const one = settledAs(item);
    items.set(JSON.stringify(one), one);
  };
  let worlds = 0;
  const pairs = STARTS.flatMap((one, i) => STARTS.slice(i).map((two): readonly [Start, Start] => [one, two]));
  for (const item of items.values())
    for (const pair of pairs) {
      const { fault, worlds: more } = await pairFrom(product, item, pair, seen, keep);
      worlds += more;
      if (fault !== undefined) return { worlds, fault, settled: items.size };
    }
  return { worlds, settled: items.size };
}
