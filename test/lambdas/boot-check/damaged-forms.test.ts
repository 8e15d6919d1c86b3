import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { canonicalJson } from '../../../domain/canonical.ts';
import type { FormContent } from '../../../lambdas/shared/form-work/form.ts';
import type { Item } from '../../../lambdas/shared/ledger-item.ts';
import { type Backup, checked, damage, openBackup, restored } from '../../support/backup.ts';

let backup: Backup;

beforeAll(async () => {
  backup = await openBackup();
});

const key = () => ({ pk: `FORM#${backup.form.id}`, sk: 'FORM' });

/** Checks a fresh restore whose form was damaged. */
async function found(change: (item: Item) => Item | undefined): Promise<string[]> {
  const tables = await restored(backup, 'tax-free');
  await damage(backup, tables['tax-free'], key(), change);
  const { findings } = await checked(backup, 'tax-free', tables['tax-free'], { devices: tables.devices });
  return findings.map(({ law, item }) => `${law}: ${item.replace(`FORM#${backup.form.id}/FORM`, 'the form')}`);
}

const rewritten =
  (edit: (content: FormContent) => FormContent) =>
  (item: Item): Item => {
    const content = JSON.parse(inflateRawSync(item.form?.B ?? new Uint8Array()).toString()) as FormContent;
    return { ...item, form: { B: deflateRawSync(canonicalJson(edit(content))) } };
  };

test('a state that the log does not lead to is found', async () => {
  expect(await found((item) => ({ ...item, state: { S: 'validated' } }))).toContain('form-life: the form state');
});

test('a step that the table of transitions does not have is found', async () => {
  const findings = await found((item) => {
    const line = item.log?.L?.at(-1)?.M;
    if (line) line.event = { S: 'debit-succeeded' };
    return item;
  });
  expect(findings).toContain('form-life: the form log');
});

test('a refund that does not add up is found', async () => {
  const findings = await found(rewritten((content) => ({ ...content, refund: content.refund + 100 })));
  expect(findings).toContain('form-money: the form form');
});

test('a credit that no key stands for, or of another form, is found', async () => {
  const [attempts, foreign] = ['detaxe:X:credit:1', `detaxe:${backup.form.id}:credit:2`].map((name) => ({
    M: { [name]: { M: { amount: { N: '3600' }, intendedAt: { S: '2026-11-24T11:00:00Z' }, outcome: { S: 'done' } } } },
  }));
  for (const value of [attempts, foreign])
    expect(await found((item) => ({ ...item, attempts: value ?? { M: {} } }))).toContain(
      'form-money: the form attempts',
    );
});

test('personal data in the clear are found, in their field or anywhere else, and never repeated', async () => {
  const plain = await found((item) => {
    const fields = item.personal?.M;
    if (fields) fields.surname = { S: 'SMITH' };
    return item;
  });
  expect(plain).toContain('personal-data-plain: the form personal.surname');
  const bytes = await found((item) => {
    const fields = item.personal?.M;
    if (fields) fields.surname = { B: Buffer.from('SMITH'.padEnd(40)) };
    return item;
  });
  expect(bytes).toContain('personal-data-plain: the form personal.surname');
  const mrz = await found((item) => ({ ...item, note: { S: 'P<GBRSMITH<<JANE<<<<<<<<<<<<<<<<<<<<<<<<<<<<' } }));
  expect(mrz).toEqual(['personal-data-plain: the form note']);
  expect(JSON.stringify([plain, bytes, mrz])).not.toContain('SMITH');
});

test('a form that nobody would take up again is found', async () => {
  expect(await found((item) => ({ ...item, dueShard: { S: '9' } }))).toEqual(['form-due: the form dueShard']);
  expect(
    await found((item) => {
      delete item.dueAt;
      return item;
    }),
  ).toEqual(['form-due: the form dueAt']);
});

test('a field key that the registry lost is found', async () => {
  expect(await found((item) => ({ ...item, personalKey: { S: 'key-9' } }))).toEqual([
    'field-key-missing: the form personalKey',
  ]);
});

test('a byte of the form is found, and content that the live table says otherwise', async () => {
  const flipped = await found((item) => {
    const bytes = Uint8Array.from(item.form?.B ?? []);
    bytes[60] = (bytes[60] ?? 0) ^ 4;
    return { ...item, form: { B: bytes } };
  });
  expect(flipped).not.toEqual([]);
  const other = await found(rewritten((content) => ({ ...content, kiosk: 'K9' })));
  expect(other).toEqual(['live-differs: the form form']);
});

test('slips and items of no kind are found', async () => {
  const tables = await restored(backup, 'tax-free');
  await damage(backup, tables['tax-free'], key(), (item) => ({ ...item, sk: { S: 'OTHER' } }));
  const { findings } = await checked(backup, 'tax-free', tables['tax-free'], { devices: tables.devices });
  expect(findings.map(({ law }) => law)).toEqual(['item-unknown']);
});
