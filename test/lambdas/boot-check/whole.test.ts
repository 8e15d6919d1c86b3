import { expect, test } from 'vitest';
import { checked, crossed, openBackup, restored, served } from '../../support/backup.ts';

test('what the real handlers wrote boots: no law is broken, and it is what the live tables held', async () => {
  const backup = await openBackup();
  const tables = await restored(backup);
  for (const kind of ['ledger', 'tax-free', 'devices', 'operations'] as const) {
    const answer = await checked(backup, kind, tables[kind], { devices: tables.devices });
    expect(answer.findings, kind).toEqual([]);
    expect(answer).toMatchObject({ boots: true, findings_count: 0, compared: true, digest: answer.live_digest });
  }
  expect(await crossed(backup, tables)).toMatchObject({ findings: [], holds: true, edges: 0 });
  const shop = await served(backup, tables);
  expect(shop.findings).toEqual([]);
  expect(shop).toMatchObject({ serves: true });
  expect(shop.outbound_refused).toBeGreaterThan(0);
});
