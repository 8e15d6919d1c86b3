import { createHash } from 'node:crypto';
import { formatReceiptNumber } from '../../domain/receipt-number.ts';
import { type Counts, countsOf, repairable, sumOfCounts } from '../../domain/repair/damage.ts';
import type { RepairDependencies } from './dependencies.ts';
import type { Ask, Conclude, Plan } from './events.ts';
import type { Kept } from './record/notes.ts';

/** Damages that a plan shows; all are in the notes of its parts. */
const MOST_SHOWN = 40;

const lineOf = (damage: Kept): string =>
  `${damage.kind} ${damage.sequence > 0 ? formatReceiptNumber(damage) : `${damage.store}/${damage.till}`}: ${damage.says}`;

export interface Planned {
  counts: Counts;
  repairable: number;
  /** One line a damage, those first that cannot be put right. */
  shown: string[];
  /** SHA-256 over all of the notes, seen bytes included: evidence that is changed later shows. */
  digest: string;
}

const sorted = (lines: string[]): string[] =>
  lines.sort((one, other) => Number(other.startsWith('unrepairable')) - Number(one.startsWith('unrepairable')));

/** Adds up what the parts found, and writes it down. @throws Error when a part was not compared */
export async function plan({ run, parts, beside }: Plan, { notes, now }: RepairDependencies): Promise<Planned> {
  const hash = createHash('sha256');
  let compared = 0;
  const found = new Map<string, Pick<Kept, 'kind'> & { line: string }>();
  for await (const { damages } of notes.all(run)) {
    compared++;
    hash.update(JSON.stringify(damages));
    for (const damage of damages) {
      const place = `${damage.store}/${damage.till}/${damage.sequence}/${damage.sequence === 0 ? damage.says : ''}`;
      // Two parts may tell of one place: what another till's return says of it says less than its own bytes.
      if (damage.kind !== 'marks' || !found.has(place)) found.set(place, { kind: damage.kind, line: lineOf(damage) });
    }
  }
  if (compared !== parts) throw new Error(`${compared} of ${parts} parts were compared: that is no plan of all`);
  const counts = countsOf([...found.values()]);
  const lines = [...found.values()].map(({ line }) => line);
  const planned = {
    counts,
    repairable: repairable(counts),
    shown: sorted(lines).slice(0, MOST_SHOWN),
    digest: hash.digest('hex'),
  };
  await notes.write(run, 'PLAN', { ...planned, beside, planned_at: now().toISOString() });
  return planned;
}

/** Leaves a question where `npm run runbook -- approve` finds it. */
export async function ask(
  { run, runbook, token, says, until }: Ask,
  { notes, now }: RepairDependencies,
): Promise<object> {
  await notes.ask(run, { run, runbook, token, says, until, askedAt: now().toISOString() });
  return {};
}

export interface Concluded {
  verdict: 'good' | 'partly';
  repaired: number;
  already: number;
  moved: number;
  /** What was found afterwards. */
  left: Counts;
  sound: number;
  /** Receipt numbers that changed while they were to be put right. */
  names: string[];
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Adds up what was done and what is left, and writes it down. */
export async function conclude(
  { run, put_back, verified }: Conclude,
  { notes, now }: RepairDependencies,
): Promise<Concluded> {
  const left = sumOfCounts(verified.map(({ counts }) => counts));
  const concluded: Concluded = {
    verdict: sum(Object.values(left)) === 0 ? 'good' : 'partly',
    repaired: sum(put_back.map(({ repaired }) => repaired)),
    already: sum(put_back.map(({ already }) => already)),
    moved: sum(put_back.map(({ moved }) => moved)),
    left,
    sound: sum(verified.map(({ sound }) => sound)),
    names: put_back.flatMap(({ names }) => names).slice(0, MOST_SHOWN),
  };
  await notes.write(run, 'RESULT', { ...concluded, concluded_at: now().toISOString() });
  return concluded;
}
