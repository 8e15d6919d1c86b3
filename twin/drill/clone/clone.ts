import { type Clone, makeClone } from '../../runbook/clone.ts';
import { type Apart, keptApart } from './apart.ts';
import { type HalfBuilt, leaveHalfBuilt, type Repaired, repair } from './half-built.ts';
import { type LeakFindings, lookForLeaks } from './leaks.ts';
import { placeIn } from './place.ts';
import { type Removal, removedByDate } from './removal.ts';
import { startOriginal, type WorldOptions } from './world.ts';

/** Everything that the drill saw. */
export interface CloneDrill {
  readonly seed: string;
  readonly clone: Clone;
  readonly clone_s: number;
  readonly whole: LeakFindings;
  readonly apart: Apart;
  readonly half: HalfBuilt;
  readonly repaired: Repaired;
  /** What is found in the clone that was repaired. */
  readonly mended: LeakFindings;
  readonly removal: Removal;
  readonly took_s: number;
}

const WHOLE = 'spring';
const HALF = 'autumn';

const secondsSince = (then_ms: number): number => Math.round((performance.now() - then_ms) / 1000);

/** The whole drill: an original, a clone of it, another one left half built and repaired, and the removal of both on their date. */
export async function drillClones(options: WorldOptions): Promise<CloneDrill> {
  const { seed, onProgress: say } = options;
  const started_ms = performance.now();
  const { twin, devices } = await startOriginal(options);
  try {
    const place = placeIn(twin, twin.regions[0]?.region ?? '');
    const cloning_ms = performance.now();
    const clone = await makeClone(twin, place.region, { name: WHOLE, days: 1 }, () => undefined);
    const clone_s = secondsSince(cloning_ms);
    say(`${clone.name} serves ${clone.url} after ${clone_s} s, ${clone.rewritten} items masked`);
    const half = await leaveHalfBuilt(twin, place, HALF);
    say(`${half.name} is left half built: ${half.left}`);
    const whole = await lookForLeaks(place, WHOLE);
    say(`${whole.scan.items} items looked through for ${whole.scan.known} values: ${whole.scan.leaks_count} leaks`);
    const apart = await keptApart(twin, place, clone, devices);
    say(
      `${apart.refused} of ${apart.asked} devices of the original are turned away; the clone's form is ${apart.form}`,
    );
    const repaired = await repair(twin, place, half, () => undefined);
    say(`${half.name} is ${repaired.state} after its repair`);
    const mended = await lookForLeaks(place, HALF);
    const removal = await removedByDate(twin, place, [WHOLE, HALF], [clone.url, repaired.url]);
    say(`${removal.removed} clones are removed on their date`);
    const seen = { clone, clone_s, whole, apart, half, repaired, mended, removal };
    return { seed, ...seen, took_s: secondsSince(started_ms) };
  } finally {
    await twin.stop();
  }
}
