import { DeleteItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, expect, test } from 'vitest';
import type { Kind } from '../../../domain/tables.ts';
import type { Item } from '../../../lambdas/shared/ledger-item.ts';
import { type Backup, checked, openBackup, restored } from '../../support/backup.ts';

let backup: Backup;

beforeAll(async () => {
  backup = await openBackup();
});

/** The laws that a fresh restore breaks once these items of it are gone. */
async function lawsWithout(kind: Kind, isGone: (item: Item) => boolean): Promise<string[]> {
  const tables = await restored(backup, kind);
  const { Items = [] } = await backup.client.send(new ScanCommand({ TableName: tables[kind] }));
  const gone = Items.filter(isGone);
  expect(gone.length).toBeGreaterThan(0);
  for (const { pk, sk } of gone)
    await backup.client.send(new DeleteItemCommand({ TableName: tables[kind], Key: { pk, sk } as Item }));
  const answer = await checked(backup, kind, tables[kind], { devices: tables.devices });
  expect(answer.boots).toBe(answer.findings_count === 0);
  return [...new Set(answer.findings.map(({ law }) => law))];
}

test.each(['ledger', 'tax-free', 'devices', 'operations'] as const)(
  'an empty table of %s does not boot',
  async (kind) => {
    expect(await lawsWithout(kind, () => true)).toContainEqual(
      expect.stringMatching(/-(absent|empty|missing)$|^live-/),
    );
  },
);

test('evidence that was cut at its end does not boot', async () => {
  const isLate = ({ pk, sk }: Item) => pk?.S?.startsWith('EVIDENCE#') === true && Number(sk?.S) > 1;
  expect(await lawsWithout('operations', isLate)).toContain('item-absent');
});

test.each(['TRAFFIC', 'LOCK#', 'CLONE#', 'RUN#', 'MORNING#', 'APPROVAL#'])(
  'what is gone of %s in the table of operations is named',
  async (prefix) => {
    expect(await lawsWithout('operations', ({ pk }) => pk?.S?.startsWith(prefix) === true)).toEqual(['item-absent']);
  },
);

test('one form that is gone is named', async () => {
  expect(await lawsWithout('tax-free', ({ pk }) => pk?.S === `FORM#${backup.form.id}`)).toEqual(['item-absent']);
});
