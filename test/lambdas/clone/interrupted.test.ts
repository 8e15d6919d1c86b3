import { beforeAll, describe, expect, it } from 'vitest';
import { createClone } from '../../../lambdas/clone/clone.ts';
import type { Rows } from '../../../lambdas/clone/mask/rows.ts';
import { scanClone } from '../../../lambdas/clone/scan/scan.ts';
import { formRecord } from '../../../lambdas/shared/form-work/form-record.ts';
import { storedEntry } from '../../../lambdas/shared/ledger-item.ts';
import { createSecrets } from '../../../lambdas/shared/sealed.ts';
import { readSecrets } from '../../../lambdas/shared/secrets-registry.ts';
import { type Desk, openDesk } from '../../support/tax-free/desk.ts';
import { shopped } from './shop.ts';
import {
  type Bench,
  client,
  itemsOf,
  maskedAll,
  openBench,
  originalKeys,
  planned,
  put,
  REGION,
  RUN,
  restoreAll,
  unseal,
} from './support.ts';

/** Rows that die at the nth write, before it or after it took effect. */
function dying(rows: Rows, at: number, after: boolean): Rows {
  let writes = 0;
  return {
    ...rows,
    async write(table, changes) {
      if (changes.length === 0) return;
      writes += 1;
      if (writes !== at) return rows.write(table, changes);
      if (after) await rows.write(table, changes);
      throw new Error('the sandbox died');
    },
  };
}

async function isWhole(bench: Bench): Promise<void> {
  const signal = AbortSignal.timeout(5000);
  const cloneKeys = createSecrets({
    loadSecrets: () => readSecrets(client(), bench.names.devices, signal),
    unseal,
    region: REGION,
    now: Date.now,
  });
  const { rows } = bench.dependencies;
  const report = await scanClone({ rows, original: bench.original, clone: bench.names, originalKeys, cloneKeys });
  expect(report.leaks).toEqual([]);
  for (const kind of ['ledger', 'tax-free'] as const)
    expect((await itemsOf(bench.names[kind])).length).toBe((await itemsOf(bench.original[kind])).length);
  const receipts = (await itemsOf(bench.names.ledger)).filter(({ pk }) => pk?.S?.startsWith('TILL#'));
  const entries = receipts.map(storedEntry);
  expect(new Set(entries.map(({ entry }) => entry.key)).size).toBe(1);
  const forms = (await itemsOf(bench.names['tax-free'])).filter(({ personal }) => personal).map(formRecord);
  expect(new Set(forms.map(({ personal }) => personal?.keyId)).size).toBe(1);
}

describe('masking that is interrupted', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
    await shopped(desk);
  });

  it.each([
    [1, true],
    [2, false],
    [4, true],
    [6, false],
    [8, true],
    [10, false],
  ])('at write %i (after it took effect: %s) comes out whole when it is done again', async (at, after) => {
    const bench = await openBench(desk);
    await restoreAll(bench);
    await planned(bench);
    const mortal = createClone({ ...bench.dependencies, rows: dying(bench.dependencies.rows, at, after) });
    await expect(maskedAll({ ...bench, clone: mortal })).rejects.toThrow('the sandbox died');
    await maskedAll(bench);
    await isWhole(bench);
  });

  it('by the clock goes on where it was', async () => {
    const bench = await openBench(desk);
    await restoreAll(bench);
    await planned(bench);
    const { calls } = await maskedAll(bench, 'july', { getRemainingTimeInMillis: () => 1000 });
    expect(calls).toBeGreaterThan(6);
    await isWhole(bench);
  });

  it('done twice changes nothing', async () => {
    const bench = await openBench(desk);
    await restoreAll(bench);
    await planned(bench);
    await maskedAll(bench);
    const before = await itemsOf(bench.names['tax-free']);
    expect(await maskedAll(bench)).toMatchObject({ rewritten: 0 });
    expect(await itemsOf(bench.names['tax-free'])).toEqual(before);
  });

  it('cannot be done by a run that has not the clone in hand', async () => {
    const bench = await openBench(desk);
    await restoreAll(bench);
    await planned(bench);
    for (const step of ['rekey', 'share', 'mask'])
      await expect(bench.clone({ step, name: 'july', run: `${RUN}-other` })).rejects.toThrow(/not in the hands/);
  });
});

describe('masking of what is not sound', () => {
  async function damaged(damage: (bench: Bench) => Promise<unknown>): Promise<Promise<unknown>> {
    const desk = await openDesk();
    await shopped(desk);
    const bench = await openBench(desk);
    await restoreAll(bench);
    await damage(bench);
    await planned(bench);
    return maskedAll(bench);
  }
  const entryAt = async ({ names }: Bench, sequence: number) => {
    const all = (await itemsOf(names.ledger)).sort((a, b) => Number(a.sk?.S) - Number(b.sk?.S));
    const item = all.findLast(({ sk }) => Number(sk?.S) === sequence);
    if (item === undefined) throw new Error('no such entry');
    return item;
  };

  it('signs no entry anew whose signature is wrong, and names it', async () => {
    const forged = damaged(async (bench) => {
      const item = await entryAt(bench, 3);
      const signature = Buffer.from(item.signature?.B ?? []);
      signature.writeUInt8(signature.readUInt8(5) ^ 1, 5);
      await put(bench.names.ledger, { ...item, signature: { B: signature } });
    });
    await expect(forged).rejects.toMatchObject({ name: 'ChainBroken', message: /entry 3 is not as it was signed/ });
  });

  it('closes no gap in a chain', async () => {
    const gap = damaged(async (bench) =>
      bench.dependencies.rows.write(bench.names.ledger, [{ remove: await entryAt(bench, 2) }]),
    );
    await expect(gap).rejects.toMatchObject({ name: 'ChainBroken', message: /entry 2 is missing/ });
  });

  it.each([
    ['a receipt', 'ledger'],
    ['a form', 'tax-free'],
  ] as const)('refuses an attribute of %s that no rule names', async (_, kind) => {
    const unknown = damaged(async ({ names }) => {
      const item = (await itemsOf(names[kind])).find(
        ({ sk, pk }) => sk?.S === '00000001' || pk?.S?.startsWith('FORM#'),
      );
      await put(names[kind], { ...item, loyaltyCard: { S: '123' } });
    });
    await expect(unknown).rejects.toMatchObject({ name: 'UnknownMember', message: /loyaltyCard/ });
  });

  it.each(['ledger', 'tax-free'] as const)('refuses items of a kind that no rule names in %s', async (kind) => {
    const unknown = damaged(({ names }) => put(names[kind], { pk: { S: 'CUSTOMER#Jane' }, sk: { S: 'X' } }));
    await expect(unknown).rejects.toMatchObject({ name: 'UnknownMember', message: /CUSTOMER/ });
  });

  it('never writes into a table that is no clone', async () => {
    const desk = await openDesk();
    const { dependencies, original } = await openBench(desk);
    await expect(dependencies.rows.write(original.ledger, [])).rejects.toThrow(/no table of a clone/);
  });
});
