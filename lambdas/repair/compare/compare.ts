import { countsOf } from '../../../domain/repair/damage.ts';
import type { Witness } from '../../../domain/repair/marks.ts';
import { TillComparison } from '../../../domain/repair/till-comparison.ts';
import { chainOf, type Item } from '../../shared/ledger-item.ts';
import type { RepairDependencies } from '../dependencies.ts';
import type { Compare, Compared, Verify } from '../events.ts';
import type { Kept } from '../record/notes.ts';
import { packedItem } from '../record/packed.ts';
import { copyOf } from './copy.ts';
import { forgotten } from './forgotten.ts';
import { type Keys, keysOf } from './keys.ts';
import { pairsOf } from './pairs.ts';

/** Damages of one part that are kept with what was seen; what is beyond is found by the next run. */
const MOST_DAMAGES = 4000;

interface Found {
  damages: Kept[];
  witnesses: Witness[];
  sound: number;
}

const isSequence = (sk: string): boolean => /^\d{8}$/.test(sk);

const strange = (place: { store: string; till: string }, sk: string): Kept => ({
  ...place,
  kind: 'unrepairable',
  sequence: 0,
  says: `an item under the sort key ${JSON.stringify(sk.slice(0, 40))} is no entry, and nobody but break-glass can take it away`,
});

/** Compares one chain. Memory grows with what was written since the backup, not with the chain. */
async function compareChain(
  pk: string,
  { beside }: Compare | Verify,
  keys: Keys,
  { client, environment }: RepairDependencies,
): Promise<Found> {
  const place = chainOf(pk);
  if (place === undefined) throw new Error(`${pk} is no chain`);
  const comparison = new TillComparison(place, keys);
  const others: Kept[] = [];
  const seen = new Map<number, Item>();
  const tables = { restored: beside.ledger, live: environment.LEDGER_TABLE };
  for await (const { sk, restored, live } of pairsOf(client, tables, pk)) {
    if (!isSequence(sk)) {
      if (restored === undefined) others.push(strange(place, sk));
      continue;
    }
    const sequence = Number(sk);
    const copies = { ...(restored ? { restored: copyOf(restored) } : {}), ...(live ? { live: copyOf(live) } : {}) };
    if (comparison.accept({ sequence, ...copies }) && live !== undefined) seen.set(sequence, live);
  }
  const damages = comparison.finish().map((damage): Kept => {
    const item = seen.get(damage.sequence);
    return item === undefined ? damage : { ...damage, seen: packedItem(item) };
  });
  return { damages: [...damages, ...others], witnesses: comparison.witnesses, sound: comparison.sound };
}

/** Compares the chains of a part with the backup. */
async function compared(event: Compare | Verify, dependencies: RepairDependencies): Promise<Found> {
  const { client, environment } = dependencies;
  const tables = { restored: event.beside.devices, live: environment.DEVICES_TABLE };
  const keys = await keysOf(client, tables, event.trust_keys);
  const found: Found = { damages: [], witnesses: [], sound: 0 };
  for (const pk of event.part) {
    const one = await compareChain(pk, event, keys, dependencies);
    found.damages.push(...one.damages);
    found.witnesses.push(...one.witnesses);
    found.sound += one.sound;
  }
  found.damages.push(...(await forgotten(found, dependencies)));
  return found;
}

const answer = (n: number, { damages, sound }: Found): Compared => ({
  n,
  counts: countsOf(damages),
  sound,
  truncated: damages.length > MOST_DAMAGES,
});

/** Compares a part and writes down what it found, with the damaged bytes. */
export async function compare(event: Compare, dependencies: RepairDependencies): Promise<Compared> {
  const found = await compared(event, dependencies);
  const damages = found.damages.slice(0, MOST_DAMAGES);
  await dependencies.notes.keep(event.run, event.n, { damages, witnesses: found.witnesses });
  return answer(event.n, found);
}

/** Compares a part and writes nothing. */
export const verify = async (event: Verify, dependencies: RepairDependencies): Promise<Compared> =>
  answer(event.n, await compared(event, dependencies));
