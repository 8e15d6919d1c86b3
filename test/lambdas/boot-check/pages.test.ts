import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PartAnswer } from '../../../lambdas/boot-check/events.ts';
import { partOf, type Stretch } from '../../../lambdas/boot-check/ledger/stretch.ts';
import { entryKey } from '../../../lambdas/shared/ledger-item.ts';
import { type Backup, bootCheckOf, openBackup } from '../../support/backup.ts';
import { createTable } from '../../support/tables.ts';
import { writeVoidChain } from '../../support/void-chain.ts';

let backup: Backup;
let table: string;

beforeEach(async () => {
  backup = await openBackup();
  table = await createTable(backup.client, 'restored');
});

const write = (store: string, till: string, entries: number): Promise<void> =>
  writeVoidChain(backup.client, table, { store, till, entries }, backup.desk.world.key);

async function tally(stretches: readonly Stretch[]) {
  const part = partOf({ stretches, others: [], absent: false });
  const about = { kind: 'ledger', table, taken_at: backup.taken_at, compare: false };
  return ((await bootCheckOf(backup)({ step: 'part', ...about, part })) as PartAnswer).tally;
}

describe('a chain of more than one page', () => {
  const PLACE = { store: 'HAUSSMANN', till: 'LONG' };
  /** With one item more they fill two pages of a check to the last place. */
  const ENTRIES = 1999;
  const WHOLE = [{ ...PLACE, from: 1, below: 0 }];

  beforeEach(() => write(PLACE.store, PLACE.till, ENTRIES));

  it('is checked to its last entry', async () => {
    expect(await tally(WHOLE)).toMatchObject({ entries: ENTRIES, findings: [] });
  });

  it.each([1000, 1001])('misses entry %i where it is gone', async (sequence) => {
    await backup.client.send(new DeleteItemCommand({ TableName: table, Key: entryKey({ ...PLACE, sequence }) }));
    expect(await tally(WHOLE)).toMatchObject({ entries: ENTRIES - 1, findings: [{ law: 'entry-missing' }] });
  });

  it.each(['00001000!', '~'])('names an item under the key %s, which is no sequence', async (sk) => {
    const Item = { pk: entryKey({ ...PLACE, sequence: 1 }).pk, sk: { S: sk } };
    await backup.client.send(new PutItemCommand({ TableName: table, Item }));
    expect(await tally(WHOLE)).toMatchObject({ entries: ENTRIES, findings: [{ law: 'item-unknown' }] });
  });
});

describe('a part of many chains', () => {
  const TILLS = Array.from({ length: 11 }, (_, n) => `T${n}`);
  const ENTRIES = 3;
  const ALL = TILLS.map((till) => ({ store: 'LILLE', till, from: 1, below: 0 }));

  beforeEach(() => Promise.all(TILLS.map((till) => write('LILLE', till, ENTRIES))));

  it('checks each of them', async () => {
    expect(await tally(ALL)).toMatchObject({ entries: TILLS.length * ENTRIES, findings: [] });
  });

  it.each(TILLS)('names what is gone from till %s, and nothing else', async (till) => {
    const place = { store: 'LILLE', till, sequence: 2 };
    await backup.client.send(new DeleteItemCommand({ TableName: table, Key: entryKey(place) }));
    const { entries, findings } = await tally(ALL);
    expect(entries).toBe(TILLS.length * ENTRIES - 1);
    expect(findings).toMatchObject([{ law: 'entry-missing', item: expect.stringContaining(`LILLE-${till}-00000002`) }]);
  });
});
