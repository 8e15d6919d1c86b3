import { beforeEach, describe, expect, it } from 'vitest';
import { isVacated, leftAttribute, storedEntry } from '../../../lambdas/shared/ledger-item.ts';
import { openShop, type Shop, textOf } from './shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop(['A', 'B', 'C', 'D'], 6);
});

const NOTHING = { missing: 0, altered: 0, marks: 0, forged: 0, unrepairable: 0 };
const key = (till: string, sequence: number): string => `TILL#HAUSSMANN#${till}/${String(sequence).padStart(8, '0')}`;

async function repaired(): Promise<void> {
  const { verdict, moved, left } = await shop.conclude(await shop.putBack());
  expect({ verdict, moved, left }).toEqual({ verdict: 'good', moved: 0, left: NOTHING });
}

/** A higher total in an entry, with its hash computed anew, and links behind it too. */
async function rewrite(till: string, from: number, to: number): Promise<void> {
  for (let sequence = from; sequence <= to; sequence++) {
    const item = await shop.there(till, sequence);
    await shop.put(shop.rewritten(item, (entry) => Object.assign(entry, { operator: 'thief' })));
  }
}

describe('a repair of the ledger', () => {
  it('finds nothing where nobody did anything, however much was sold since the backup', async () => {
    const sale = await shop.sell('A');
    await shop.takeBack('B', sale);
    await shop.bring(() => true);
    expect(await shop.look()).toMatchObject({ counts: NOTHING, repairable: 0, shown: [] });
  });

  it('puts an entry back that was rewritten with a recomputed hash, and touches nothing else', async () => {
    const before = await shop.everything();
    await rewrite('A', 3, 3);
    expect(await shop.look()).toMatchObject({ counts: { ...NOTHING, altered: 1 } });
    await repaired();
    expect(await shop.everything()).toEqual(before);
  });

  it('puts a chain back of which everything behind an entry was linked and signed anew by a stranger', async () => {
    const before = await shop.everything();
    await rewrite('A', 2, 6);
    expect(await shop.look()).toMatchObject({ counts: { ...NOTHING, altered: 5 } });
    await repaired();
    expect(await shop.everything()).toEqual(before);
  });

  it('puts a deleted day back, and keeps what was sold behind it', async () => {
    await shop.sell('C');
    await shop.bring(() => true);
    const before = await shop.everything();
    for (const sequence of [2, 3, 4, 5, 6]) await shop.remove('C', sequence);
    expect(await shop.look()).toMatchObject({ counts: { ...NOTHING, missing: 5 } });
    await repaired();
    expect(await shop.everything()).toEqual(before);
  });

  it('gives a deleted sale the marks of goods that came back since', async () => {
    const [original] = shop.sold.filter(({ entry }) => entry.till === 'C');
    if (original === undefined) throw new Error('till C sold nothing');
    await shop.takeBack('D', original);
    await shop.bring(() => true);
    const before = await shop.everything();
    await shop.remove('C', 1);
    expect(await shop.look()).toMatchObject({ counts: { ...NOTHING, missing: 1 } });
    await repaired();
    expect(await shop.everything()).toEqual(before);
  });

  it('gives a sale the mark of a return back that an attacker set back, whichever till took the goods', async () => {
    const [original] = shop.sold.filter(({ entry }) => entry.till === 'C');
    if (original === undefined) throw new Error('till C sold nothing');
    const old = await shop.there('C', 1);
    await shop.takeBack('D', original);
    await shop.bring(() => true);
    const before = await shop.everything();
    await shop.put(old);
    expect(await shop.look()).toMatchObject({ counts: { ...NOTHING, marks: 1 } });
    await repaired();
    expect(await shop.everything()).toEqual(before);
  });

  it('takes forged entries away from the end of a chain, and the till goes on in their place', async () => {
    const forged = shop.forgedAfter(await shop.there('B', 6), 3);
    for (const item of forged) await shop.put(item);
    expect(await shop.look()).toMatchObject({ counts: { ...NOTHING, forged: 3 } });
    await repaired();
    expect(isVacated(await shop.there('B', 7))).toBe(true);
    const sale = await shop.sell('B');
    await shop.bring(({ pk, sk }) => `${pk?.S}/${sk?.S}` === key('B', 7));
    expect(sale.entry.sequence).toBe(7);
    expect(await shop.look()).toMatchObject({ counts: NOTHING });
  });

  it('finds nothing more to do in a second run, and repeats no write of the first', async () => {
    await rewrite('A', 3, 4);
    await shop.remove('C', 5);
    await shop.look();
    const [first] = await shop.putBack();
    expect(first).toMatchObject({ repaired: 3, already: 0 });
    const [again] = await shop.putBack();
    expect(again).toMatchObject({ repaired: 0, moved: 0, already: 3 });
    expect(await shop.look()).toMatchObject({ counts: NOTHING });
  });

  it('leaves an item alone that changed since it was seen', async () => {
    await rewrite('A', 3, 3);
    await shop.look();
    await shop.put(shop.rewritten(await shop.there('A', 3), (entry) => Object.assign(entry, { operator: 'other' })));
    const touched = textOf(await shop.there('A', 3));
    const put = await shop.putBack();
    expect(put[0]).toMatchObject({ repaired: 0, moved: 1 });
    expect(textOf(await shop.there('A', 3))).toBe(touched);
    expect(await shop.conclude(put)).toMatchObject({ verdict: 'partly', left: { ...NOTHING, altered: 1 } });
  });

  it('names what has no copy: an entry from after the backup that was rewritten under others', async () => {
    await shop.sell('A');
    await shop.sell('A');
    await shop.bring(() => true);
    await rewrite('A', 7, 7);
    const { counts, shown } = await shop.look();
    expect(counts).toEqual({ ...NOTHING, unrepairable: 1 });
    expect(shown[0]).toMatch(/^unrepairable HAUSSMANN-A-00000007-.: its signature/);
  });

  it('sets goods right that an attacker made to come back again', async () => {
    const item = await shop.there('D', 2);
    const [line] = storedEntry(item).left.values();
    const more = new Map([[1, { quantity: 99, amount: 990_000, unit: line?.unit ?? 0 }]]);
    await shop.put({ ...item, left: leftAttribute(more) });
    expect(await shop.look()).toMatchObject({ counts: { ...NOTHING, marks: 1 } });
    await repaired();
    expect(textOf(await shop.there('D', 2))).toBe(textOf(item));
  });

  it('compares with restored tables only', async () => {
    const beside = { ledger: 'live', devices: 'restored-x', taken_at: '2026-11-23T12:00:00Z' };
    await expect(shop.step({ step: 'parts', run: 'r', beside })).rejects.toMatchObject({ name: 'InvalidRepair' });
  });

  it('refuses a step that every object has a member of', async () => {
    await expect(shop.step({ step: 'constructor', run: 'r' })).rejects.toMatchObject({ name: 'InvalidRepair' });
  });
});
