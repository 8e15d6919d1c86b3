import { sign } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { canonicalJson } from '../../../domain/canonical.ts';
import type { Entry } from '../../../domain/chain/entry.ts';
import { tokenOf } from '../../../domain/chain/token.ts';
import { formatReceiptNumber } from '../../../domain/receipt-number.ts';
import type { RestoredSet } from '../../../lambdas/boot-check/events.ts';
import type { Item } from '../../../lambdas/shared/ledger-item.ts';
import { type Backup, checked, damage, entryAt, openBackup, restored } from '../../support/backup.ts';
import { newSigningKey } from '../../support/signing-key.ts';

let backup: Backup;
let tables: RestoredSet;

beforeAll(async () => {
  backup = await openBackup();
});

const number = (sequence: number): string => formatReceiptNumber({ ...backup.till, sequence });

/** Checks a fresh restore whose ledger was damaged at one entry of the busy till. */
async function found(sequence: number, change: (item: Item) => Item | undefined) {
  tables = await restored(backup, 'ledger');
  await damage(backup, tables.ledger, entryAt(backup.till, sequence), change);
  const { boots, findings } = await checked(backup, 'ledger', tables.ledger, { devices: tables.devices });
  expect(boots).toBe(false);
  return findings.map(({ law, item }) => `${law}: ${item}`);
}

/** Changes an entry's text and leaves its signature. */
const rewritten =
  (edit: (entry: Entry) => unknown) =>
  (item: Item): Item => {
    const entry = JSON.parse(inflateRawSync(item.entry?.B ?? new Uint8Array()).toString()) as Entry;
    edit(entry);
    return { ...item, entry: { B: deflateRawSync(canonicalJson(entry)) } };
  };

const byOperator = (operator: string) => rewritten((entry) => Object.assign(entry, { operator }));

const flipped = (bytes: Uint8Array | undefined, at: number): { B: Uint8Array } => {
  const copy = Uint8Array.from(bytes ?? []);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return { B: copy };
};

test('one flipped byte of a signature is found, and the entry is named', async () => {
  expect(await found(6, (item) => ({ ...item, signature: flipped(item.signature?.B, 17) }))).toEqual([
    `entry-altered: ${number(6)} entry`,
  ]);
});

test('one flipped byte of an entry is found, wherever it lies', async () => {
  for (const at of [0, 40, 150]) {
    const findings = await found(6, (item) => ({ ...item, entry: flipped(item.entry?.B, at) }));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatch(new RegExp(`^entry-(altered|unreadable): ${number(6)} entry$`));
  }
});

test('one byte of the last entry, which nothing links to, is found', async () => {
  const findings = await found(9, byOperator('other'));
  expect(findings).toContain(`entry-altered: ${number(9)} entry`);
});

test('a missing entry is found and named', async () => {
  const findings = await found(6, () => undefined);
  expect(findings).toEqual([`entry-missing: ${number(6)} entry`]);
});

test('a missing last entry is found in the live table', async () => {
  expect(await found(9, () => undefined)).toEqual([`entry-absent: ${number(9)} entry`]);
});

test('a closing whose totals were rewritten is found and named', async () => {
  const forged = rewritten((entry) => {
    if (entry.kind === 'closing') for (const total of entry.totals.sales) total.gross -= 100;
  });
  expect(await found(8, forged)).toEqual([`entry-altered: ${number(8)} entry`]);
});

test('a sale sold at another price is found and named, with its total or without', async () => {
  const cheaper = rewritten((entry) => {
    if (entry.kind === 'sale') entry.total -= 100;
  });
  expect(await found(5, cheaper)).toEqual([`entry-altered: ${number(5)} entry`]);
  const relabelled = rewritten((entry) => {
    if (entry.kind === 'sale') for (const line of entry.lines) line.label = 'Gants';
  });
  expect(await found(5, relabelled)).toEqual([`entry-altered: ${number(5)} entry`]);
});

test('goods that came back twice are found', async () => {
  const moreLeft = (item: Item): Item => {
    const line = item.left?.M?.['1']?.M;
    if (line) line.quantity = { N: '3' };
    return item;
  };
  expect(await found(1, moreLeft)).toEqual([`returned-over-sold: ${number(1)} left`]);
});

test('a return whose goods the sale does not miss is found', async () => {
  const whole = (item: Item): Item => {
    delete item[`return#${number(2)}`];
    item.left = { M: { '1': { M: { quantity: { N: '3' }, amount: { N: '30000' }, unit: { N: '10000' } } } } };
    return item;
  };
  expect(await found(1, whole)).toEqual([`return-without-goods: ${number(2)} entry`]);
});

test('VAT that returns gave back and that is not the VAT of their goods is found', async () => {
  const less = (item: Item): Item => {
    const mark = item[`return#${number(2)}`];
    if (mark?.S !== undefined) mark.S = mark.S.replace(':1667;', ':1666;');
    return item;
  };
  expect(await found(1, less)).toEqual([
    `return-without-goods: ${number(2)} entry`,
    `vat-returned: ${number(1)} return#`,
  ]);
});

test('a means that got more back than it paid is found', async () => {
  const more = (item: Item): Item => {
    const mark = item[`return#${number(2)}`];
    if (mark?.S !== undefined) mark.S = mark.S.replace(';1=10000', ';1=90000');
    return item;
  };
  expect(await found(1, more)).toEqual([`means-over-paid: ${number(1)} return#`]);
});

test('a reprint without its mark is found', async () => {
  const unmarked = (item: Item): Item => {
    delete item['duplicate#1'];
    return item;
  };
  expect(await found(1, unmarked)).toEqual([`duplicate-without-mark: ${number(3)} entry`]);
});

test('a claim that no handler writes, and an attribute that none does, are found', async () => {
  expect(await found(9, (item) => ({ ...item, claim: { S: 'mine' } }))).toEqual([`claim-shape: ${number(9)} claim`]);
  expect(await found(9, (item) => ({ ...item, note: { S: 'hello' } }))).toEqual([
    `attribute-unknown: ${number(9)} note`,
  ]);
});

test('an entry copied to another place is found', async () => {
  const findings = await found(9, (item) => ({ ...item, sk: { S: '00000010' } }));
  expect(findings).toContain(`entry-misplaced: ${number(10)} entry`);
});

test('a public key that is not the one entries were signed with is found, and the key is named', async () => {
  tables = await restored(backup, 'ledger', 'devices');
  const other = newSigningKey('key-1').sealed.publicKey;
  const place = { pk: 'SIGNING-KEYS', sk: 'key-1' };
  await damage(backup, tables.devices, place, (item) => ({ ...item, publicKey: { S: other } }));
  const ledger = await checked(backup, 'ledger', tables.ledger, { devices: tables.devices });
  expect(ledger.findings.map(({ law, item }) => `${law}: ${item}`)).toContain(
    'signing-key-wrong: SIGNING-KEYS/key-1 publicKey',
  );
  const devices = await checked(backup, 'devices', tables.devices);
  expect(devices.findings).toMatchObject([{ law: 'signing-key-wrong', item: 'SIGNING-KEYS/key-1 publicKey' }]);
});

test('a signing key that is gone is found, and the key is named', async () => {
  tables = await restored(backup, 'devices');
  await damage(backup, tables.devices, { pk: 'SIGNING-KEYS', sk: 'key-1' }, () => undefined);
  const { findings } = await checked(backup, 'ledger', tables.ledger, { devices: tables.devices });
  expect(findings).toMatchObject([{ law: 'signing-key-missing', item: 'SIGNING-KEYS/key-1' }]);
});

test('a whole chain that the backup lacks is found in the live table', async () => {
  tables = await restored(backup, 'ledger');
  for (let sequence = 1; sequence <= 9; sequence++)
    await damage(backup, tables.ledger, entryAt(backup.till, sequence), () => undefined);
  const { findings } = await checked(backup, 'ledger', tables.ledger, { devices: tables.devices });
  expect(findings).toMatchObject([{ law: 'entry-absent', item: `${number(1)} entry` }]);
});

test('a chain signed anew with the stolen key is told from the live one', async () => {
  tables = await restored(backup, 'ledger');
  const { key } = backup.desk.world;
  await damage(backup, tables.ledger, entryAt(backup.till, 9), (item) => {
    const changed = byOperator('thief')(item);
    const canonical = inflateRawSync(changed.entry?.B ?? new Uint8Array()).toString();
    const token = tokenOf(JSON.parse(canonical) as Entry, canonical, new Uint8Array());
    const part = token.slice(0, token.lastIndexOf('.'));
    return { ...changed, signature: { B: sign(null, Buffer.from(part), key.privateKey) } };
  });
  const answer = await checked(backup, 'ledger', tables.ledger, { devices: tables.devices });
  expect(answer.findings).toMatchObject([{ law: 'live-differs', item: `${number(9)} entry` }]);
  expect(answer.digest).not.toBe(answer.live_digest);
});
