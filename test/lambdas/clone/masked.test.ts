import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../domain/canonical.ts';
import { createChainVerifier } from '../../../domain/chain/verify.ts';
import { parseReceiptNumber } from '../../../domain/receipt-number.ts';
import { createCheckout } from '../../../lambdas/checkout/checkout.ts';
import { createLedger } from '../../../lambdas/checkout/ledger.ts';
import { trustedTokens } from '../../../lambdas/checkout/trusted-tokens.ts';
import { scanClone } from '../../../lambdas/clone/scan/scan.ts';
import { createChainReader } from '../../../lambdas/shared/chain-reader.ts';
import { openPersonal } from '../../../lambdas/shared/form-work/field-cipher.ts';
import { formRecord } from '../../../lambdas/shared/form-work/form-record.ts';
import { createKeyring, publicKeyObject } from '../../../lambdas/shared/keyring.ts';
import { storedEntry } from '../../../lambdas/shared/ledger-item.ts';
import { readSigningKeys } from '../../../lambdas/shared/registry.ts';
import { createSecrets, type Secrets } from '../../../lambdas/shared/sealed.ts';
import { readSecrets } from '../../../lambdas/shared/secrets-registry.ts';
import { oneScarf, returnOf, SCARF, saleOf } from '../../support/goods.ts';
import { type Desk, issuedForm, openDesk } from '../../support/tax-free/desk.ts';
import { receiptEvent, type Till } from '../../support/till.ts';
import { NOW, TIMES } from '../../support/times.ts';
import { ask } from '../../support/world.ts';
import { shopped } from './shop.ts';
import {
  type Bench,
  client,
  itemsOf,
  maskedAll,
  openBench,
  originalKeys,
  planned,
  REGION,
  restoreAll,
  unseal,
} from './support.ts';

const signal = () => AbortSignal.timeout(5000);

const secretsOf = (table: string): Secrets =>
  createSecrets({ loadSecrets: () => readSecrets(client(), table, signal()), unseal, region: REGION, now: Date.now });

const scanOf = ({ dependencies, original, names }: Bench) =>
  scanClone({
    rows: dependencies.rows,
    original,
    clone: names,
    originalKeys,
    cloneKeys: secretsOf(names.devices),
  });

async function faultsOf(bench: Bench): Promise<unknown[]> {
  const keys = await readSigningKeys(client(), bench.names.devices, signal());
  const find = (kid: string) => {
    const key = keys.find((candidate) => candidate.kid === kid);
    return key && publicKeyObject(key.publicKey);
  };
  const entries = (await itemsOf(bench.names.ledger)).filter(({ pk }) => pk?.S?.startsWith('TILL#'));
  const rows = entries.sort((a, b) => String(a.sk?.S).localeCompare(String(b.sk?.S)));
  const chains = new Set(rows.map(({ pk }) => pk?.S ?? ''));
  return [...chains].flatMap((chain) => {
    const [, store = '', till = ''] = chain.split('#');
    const verifier = createChainVerifier(store, till, find);
    const faults = rows.filter(({ pk }) => pk?.S === chain).map((row) => verifier.accept(storedEntry(row)));
    return [...faults, verifier.finish()].filter((fault) => fault !== undefined);
  });
}

describe('a masked clone', () => {
  let desk: Desk;
  let bench: Bench;
  let till: Till;

  beforeAll(async () => {
    desk = await openDesk();
    till = await shopped(desk);
    bench = await openBench(desk);
    await restoreAll(bench);
    await planned(bench);
    await maskedAll(bench);
  });

  it('holds nothing of the original in any attribute', async () => {
    const report = await scanOf(bench);
    expect(report.leaks).toEqual([]);
    expect(report.leaks_count).toBe(0);
    expect(report.items).toBeGreaterThan(10);
    expect(report.known).toBeGreaterThan(20);
  });

  it('has as many entries and forms as the original, and chains that verify with its own key alone', async () => {
    for (const kind of ['ledger', 'tax-free'] as const)
      expect((await itemsOf(bench.names[kind])).length).toBe((await itemsOf(bench.original[kind])).length);
    expect(await faultsOf(bench)).toEqual([]);
  });

  it('says the same of money: perpetual totals, goods left, amounts of forms', async () => {
    const money = async (table: string) =>
      (await itemsOf(table))
        .filter((row) => row.entry !== undefined)
        .map((row) => ({ pk: row.pk?.S, sk: row.sk?.S, left: row.left, perpetual: storedEntry(row).entry.perpetual }))
        .sort((a, b) => `${a.pk}${a.sk}`.localeCompare(`${b.pk}${b.sk}`));
    expect(await money(bench.names.ledger)).toEqual(await money(bench.original.ledger));
    const gross = async (table: string) =>
      (await itemsOf(table)).map((row) => formRecord(row).content?.gross ?? 0).sort((a, b) => a - b);
    expect(await gross(bench.names['tax-free'])).toEqual(await gross(bench.original['tax-free']));
  });

  it('keeps its relations: claims name forms, forms name receipts by the hash they have now', async () => {
    const forms = (await itemsOf(bench.names['tax-free']))
      .filter(({ pk }) => pk?.S?.startsWith('FORM#'))
      .map(formRecord);
    const receipts = (await itemsOf(bench.names.ledger)).filter(({ entry }) => entry !== undefined).map(storedEntry);
    const ids = new Set(forms.map(({ formId }) => formId));
    const claims = receipts.flatMap(({ claim, releasedBy }) => [...(claim ? [claim.form] : []), ...releasedBy.keys()]);
    expect(claims.length).toBeGreaterThan(1);
    for (const form of claims) expect(ids).toContain(form);
    for (const { content } of forms)
      for (const { number, hash } of content?.receipts ?? []) {
        const place = parseReceiptNumber(number);
        const own = receipts.find(({ entry }) => entry.till === place?.till && entry.sequence === place.sequence);
        expect(own && sha256(own.canonical)).toBe(hash);
      }
  });

  it('makes one person of one traveller, who has a passport of nowhere', async () => {
    const keys = secretsOf(bench.names.devices);
    const forms = (await itemsOf(bench.names['tax-free'])).filter(({ personal }) => personal).map(formRecord);
    const people = await Promise.all(
      forms.map(({ formId, personal }) => openPersonal(keys, formId, personal ?? { keyId: '', fields: {} })),
    );
    expect(people.length).toBeGreaterThan(1);
    for (const person of people) expect(person).toEqual(people[0]);
    expect(people[0]).toMatchObject({ nationality: '' });
    expect(people[0]?.surname).not.toBe('SMITH');
  });

  it('goes on selling after its last entry, under its own key', async () => {
    const { ledger, devices } = bench.names;
    const keys = createKeyring({
      loadKeys: () => readSigningKeys(client(), devices, signal()),
      unseal,
      region: REGION,
      now: Date.now,
    });
    const chains = createChainReader(client(), ledger);
    const checkout = createCheckout({
      ledger: createLedger(client(), ledger),
      chains,
      keys,
      trusted: trustedTokens(),
      times: TIMES,
      now: () => NOW,
      log: () => {},
    });
    await keys.signingKey();
    const head = await chains.head(till.store, till.till);
    if (head === undefined) throw new Error('the clone has no chain');
    const there = { ...till, sequence: head.entry.sequence, token: head.token };
    const sold = await ask(checkout, receiptEvent(there, saleOf(SCARF)));
    expect(sold.status).toBe(201);
    const next = { ...there, sequence: there.sequence + 1, token: sold.body.chainToken };
    const back = await ask(checkout, receiptEvent(next, returnOf(sold.body.receiptNumber, oneScarf)));
    expect(back.status).toBe(201);
    const oldToken = await ask(checkout, receiptEvent({ ...till }, saleOf(SCARF)));
    expect(oldToken.status).toBeGreaterThanOrEqual(400);
  });
});

describe('the scan', () => {
  it('finds each kind of thing in a clone that was not masked', async () => {
    const desk = await openDesk();
    await shopped(desk);
    const bench = await openBench(desk);
    await restoreAll(bench);
    const found = new Set<string>();
    const { rows } = bench.dependencies;
    const report = await scanClone({
      rows,
      original: bench.original,
      clone: bench.names,
      originalKeys,
      cloneKeys: originalKeys,
    });
    for (const { what } of report.leaks) found.add(what);
    expect(report.leaks_count).toBeGreaterThan(50);
    expect(report.leaks).toHaveLength(20);
    expect(found.size).toBeGreaterThan(3);
  });
});

describe('a clone without masking', () => {
  it('keeps what it says, under keys of its own', async () => {
    const desk = await openDesk();
    const { number } = await issuedForm(desk);
    const bench = await openBench(desk);
    await restoreAll(bench);
    await planned(bench, { masking: false });
    await maskedAll(bench);
    expect(await faultsOf(bench)).toEqual([]);
    const [form] = (await itemsOf(bench.names['tax-free'])).filter(({ personal }) => personal).map(formRecord);
    if (form?.personal === undefined) throw new Error('the form is not there');
    expect(form.personal.keyId).toMatch(/^clone-july-/);
    expect(await openPersonal(secretsOf(bench.names.devices), form.formId, form.personal)).toMatchObject({
      surname: 'SMITH',
      nationality: 'GB',
    });
    expect(form.receipts).toEqual([number]);
    const sold = (await itemsOf(bench.names.ledger)).map((row) => storedEntry(row).entry.operator);
    expect(sold).toEqual(['camille']);
  });
});
