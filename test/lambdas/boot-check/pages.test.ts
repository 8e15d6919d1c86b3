import { BatchWriteItemCommand, DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { endOf, genesis, type SealedEntry, seal } from '../../../domain/chain/append.ts';
import type { PartAnswer } from '../../../lambdas/boot-check/events.ts';
import { partOf } from '../../../lambdas/boot-check/ledger/stretch.ts';
import { entryKey, type Item, packed } from '../../../lambdas/shared/ledger-item.ts';
import { type Backup, bootCheckOf, openBackup } from '../../support/backup.ts';
import { createTable } from '../../support/tables.ts';

const PLACE = { store: 'HAUSSMANN', till: 'LONG' };
/** With one item more they fill two pages of a check to the last place. */
const ENTRIES = 999;
const AT = { time: '2026-11-24T10:30:00+01:00', operator: 'camille', recordedAt: '2026-11-24T09:30:01.000Z' };

const itemOf = ({ entry, canonical, signature }: SealedEntry): Item => ({
  ...entryKey(entry),
  entry: { B: packed(canonical) },
  signature: { B: signature },
});

describe('a chain of more than one page', () => {
  let backup: Backup;
  let table: string;

  beforeEach(async () => {
    backup = await openBackup();
    table = await createTable(backup.client, 'restored');
    const items: Item[] = [];
    let end = genesis(PLACE.store, PLACE.till);
    while (items.length < ENTRIES) {
      const sealed = seal(end, { kind: 'void', reason: 'printer jam' }, AT, backup.desk.world.key);
      items.push(itemOf(sealed));
      end = endOf(sealed.token) ?? end;
    }
    for (let start = 0; start < items.length; start += 25) {
      const requests = items.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }));
      await backup.client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
    }
  });

  const tally = async () => {
    const part = partOf({ stretches: [{ ...PLACE, from: 1, below: 0 }], others: [], absent: false });
    const about = { kind: 'ledger', table, taken_at: backup.taken_at, compare: false };
    return ((await bootCheckOf(backup)({ step: 'part', ...about, part })) as PartAnswer).tally;
  };

  it('is checked to its last entry', async () => {
    expect(await tally()).toMatchObject({ entries: ENTRIES, findings: [] });
  });

  it.each([500, 501])('misses entry %i where it is gone', async (sequence) => {
    await backup.client.send(new DeleteItemCommand({ TableName: table, Key: entryKey({ ...PLACE, sequence }) }));
    expect(await tally()).toMatchObject({ entries: ENTRIES - 1, findings: [{ law: 'entry-missing' }] });
  });

  it.each(['00000500!', '~'])('names an item under the key %s, which is no sequence', async (sk) => {
    const Item = { pk: entryKey({ ...PLACE, sequence: 1 }).pk, sk: { S: sk } };
    await backup.client.send(new PutItemCommand({ TableName: table, Item }));
    expect(await tally()).toMatchObject({ entries: ENTRIES, findings: [{ law: 'item-unknown' }] });
  });
});
