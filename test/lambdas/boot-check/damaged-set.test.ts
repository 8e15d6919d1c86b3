import { beforeAll, expect, test } from 'vitest';
import { formatReceiptNumber, parseReceiptNumber } from '../../../domain/receipt-number.ts';
import {
  type Backup,
  bootCheckOf,
  checked,
  crossed,
  damage,
  entryAt,
  openBackup,
  restored,
  served,
} from '../../support/backup.ts';
import { newSigningKey } from '../../support/signing-key.ts';

let backup: Backup;

beforeAll(async () => {
  backup = await openBackup();
});

const receiptKey = () => {
  const place = parseReceiptNumber(backup.form.number);
  if (place === undefined) throw new Error('the form names no receipt');
  return entryAt(place, place.sequence);
};
const formKey = () => ({ pk: `FORM#${backup.form.id}`, sk: 'FORM' });

test('a form that is gone is found by its claim, and named', async () => {
  const tables = await restored(backup);
  await damage(backup, tables['tax-free'], formKey(), () => undefined);
  expect((await crossed(backup, tables)).findings).toMatchObject([
    { law: 'form-missing', item: `FORM#${backup.form.id}/FORM` },
  ]);
});

test('a form whose claim is gone is found, so that no second form can take its receipt', async () => {
  const tables = await restored(backup);
  await damage(backup, tables.ledger, receiptKey(), (item) => {
    delete item.claim;
    return item;
  });
  const { holds, findings } = await crossed(backup, tables);
  expect(holds).toBe(false);
  expect(findings).toMatchObject([{ law: 'form-without-claim', item: `FORM#${backup.form.id}/FORM receipts` }]);
});

test('a claim of a kiosk that died before its form is at the edge, and no finding', async () => {
  const tables = await restored(backup);
  const claim = { M: { form: { S: '0000000000000000000000' }, at: { S: '2026-11-24T10:00:00.000Z' } } };
  await damage(backup, tables.ledger, entryAt(backup.till, 9), (item) => ({ ...item, claim }));
  expect(await crossed(backup, tables)).toMatchObject({ holds: true, edges: 1 });
});

test('what is younger than the edge is not judged', async () => {
  const tables = await restored(backup);
  await damage(backup, tables.ledger, receiptKey(), (item) => {
    delete item.claim;
    return item;
  });
  const young = { ...backup, taken_at: '2026-11-24T11:01:00.000Z' };
  expect(await crossed(young, tables)).toMatchObject({ holds: true, edges: 1 });
});

test('a last entry recorded at the edge of the backup may be missing', async () => {
  const tables = await restored(backup);
  await damage(backup, tables.ledger, entryAt(backup.till, 9), () => undefined);
  const young = { ...backup, taken_at: '2026-11-25T09:31:00.000Z' };
  expect(await checked(young, 'ledger', tables.ledger, { devices: tables.devices })).toMatchObject({ boots: true });
});

test('a registry that lost a device, a secret or its keys does not boot', async () => {
  const tables = await restored(backup);
  await damage(backup, tables.devices, { pk: 'DEVICE#HAUSSMANN-1', sk: 'DEVICE' }, () => undefined);
  await damage(backup, tables.devices, { pk: 'SECRETS', sk: 'customs-client' }, (item) => ({
    ...item,
    sealed: { M: {} },
  }));
  const { findings } = await checked(backup, 'devices', tables.devices);
  expect(findings.map(({ law, item }) => `${law}: ${item}`)).toEqual([
    'device-shape: SECRETS/customs-client sealed',
    'device-absent: DEVICE#HAUSSMANN-1/DEVICE',
  ]);
});

test('handlers do not serve on a set whose signing key does not open, and customs are not called', async () => {
  const tables = await restored(backup);
  await damage(backup, tables.devices, { pk: 'SIGNING-KEYS', sk: 'key-1' }, (item) => ({ ...item, sealed: { M: {} } }));
  const { serves, findings, outbound_refused } = await served(backup, tables);
  expect(serves).toBe(false);
  expect(findings.map(({ law }) => law)).toEqual(['signing-key-sealed', 'serves-sale']);
  expect(outbound_refused).toBe(0);
});

test('a lost live table is said and does not make a backup bad', async () => {
  const tables = await restored(backup);
  const lost = { ...backup, live: { ...backup.live, ledger: 'gone-ledger' } };
  const answer = await checked(lost, 'ledger', tables.ledger, { devices: tables.devices });
  expect(answer).toMatchObject({ boots: true, compared: false });
});

test('a store that sold on a restored table once can be checked again', async () => {
  const tables = await restored(backup);
  expect(await served(backup, tables)).toMatchObject({ serves: true });
  expect(await served(backup, tables)).toMatchObject({ serves: true });
  const answer = await checked(backup, 'ledger', tables.ledger, { devices: tables.devices });
  expect(answer.findings).toEqual([]);
  expect(formatReceiptNumber({ ...backup.till, sequence: 9 })).toMatch(/-00000009-/);
});

test('handlers do not serve on a set whose public key is another, and the key is named', async () => {
  const tables = await restored(backup);
  const other = newSigningKey('key-1').sealed.publicKey;
  await damage(backup, tables.devices, { pk: 'SIGNING-KEYS', sk: 'key-1' }, (item) => {
    return { ...item, publicKey: { S: other } };
  });
  const { serves, findings } = await served(backup, tables);
  expect(serves).toBe(false);
  expect(findings).toMatchObject([
    { law: 'signing-key-wrong', item: 'SIGNING-KEYS/key-1 publicKey' },
    { law: 'serves-sale' },
  ]);
});

test('a database that does not answer is a reason to call again', async () => {
  const check = bootCheckOf(backup, 'http://127.0.0.1:1');
  const event = { step: 'plan', kind: 'ledger', table: 'restored-1', taken_at: backup.taken_at };
  await expect(check(event)).rejects.toMatchObject({ name: 'OutcomeUnknown' });
});
