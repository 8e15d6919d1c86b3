import { chainOf } from '../../shared/ledger-item.ts';
import { partitions } from '../../shared/partitions.ts';
import type { Count } from '../tally.ts';
import { ifThere, type Work } from '../work.ts';
import { lastKey } from './last-key.ts';
import { compareEnd } from './live-end.ts';

const AT_ONCE = 8;

/** Finds chains that only the live table has, and says of each whether the backup should have held it. */
export async function compareAbsent(work: Work, count: Count): Promise<void> {
  const { client, live } = work;
  if (live === undefined) return;
  const chains = ((await ifThere(() => partitions(client, live))) ?? []).flatMap((pk) => chainOf(pk) ?? []);
  const compare = async (): Promise<void> => {
    for (let chain = chains.pop(); chain !== undefined; chain = chains.pop())
      if ((await lastKey(work, chain)) === undefined)
        await compareEnd(work, { ...chain, sequence: 0, link: '' }, count);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, compare));
}
