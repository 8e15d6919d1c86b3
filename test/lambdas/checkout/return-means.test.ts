import { beforeAll, describe, expect, it } from 'vitest';
import type { Tender } from '../../../api/generated/contract.ts';
import { closed, itIs, newTill, readReceipt, readReport, receiptEvent, recorded } from '../../support/till.ts';
import { ask, openWorld, type World } from '../../support/world.ts';

const cash = (amount: number): Tender => ({ type: 'cash', amount });
const card = (amount: number, reference = 'PSP-0001'): Tender => ({ type: 'card', amount, reference });
const voucher = (amount: number, reference = 'BON-0001'): Tender => ({ type: 'voucher', amount, reference });
const bags = (quantity: number) => ({
  gtin: '4006381333931',
  label: 'Sac',
  quantity,
  unitPrice: 10_000,
  vatRate: 2000,
});

describe('money that a return gives back', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });

  const sold = async (quantity: number, tenders: Tender[], more: object = {}) => {
    const content = { kind: 'sale', lines: [bags(quantity)], tenders, ...more };
    return (await recorded(world.paris, newTill(), content)).body.receiptNumber;
  };
  const back = (original: string, quantity: number, tenders: object[]) =>
    ask(
      world.frankfurt.checkout,
      receiptEvent(newTill('LILLE'), {
        kind: 'return',
        original,
        lines: [{ line: 1, quantity, amount: quantity * 10_000 }],
        tenders,
      }),
    );
  const refundable = async (original: string) =>
    ((await readReceipt(world.paris, original)).body as unknown as { refundable: Tender[] }).refundable;

  it.each([
    ['a voucher', [voucher(10_000)], [cash(10_000)], 'tender-not-of-sale'],
    ['cash', [cash(10_000)], [card(10_000)], 'tender-not-of-sale'],
    ['a card', [card(10_000)], [card(10_000, 'PSP-0002')], 'tender-not-of-sale'],
  ])('goes back only by the way it came: of a sale paid by %s', async (_, paid, refund, rule) => {
    const original = await sold(1, paid);
    expect(await back(original, 1, refund)).toMatchObject({ status: 422, body: { errors: [{ rule }] } });
    expect(await refundable(original)).toEqual(paid);
    expect(await back(original, 1, paid)).toMatchObject({ status: 201 });
    expect(await refundable(original)).toEqual(paid.map((tender) => ({ ...tender, amount: 0 })));
  });

  it('goes back to each means up to what it paid: 150 cash and 50 card never make 200 to the card', async () => {
    const original = await sold(2, [cash(15_000), card(5_000)]);
    const over = await back(original, 2, [card(20_000)]);
    expect(over).toMatchObject({ status: 422, body: { errors: [{ at: '/tenders/0', rule: 'tender-over-paid' }] } });
    expect(await back(original, 1, [card(5_000), cash(5_000)])).toMatchObject({ status: 201 });
    expect(await back(original, 1, [card(1_000), cash(9_000)])).toMatchObject({
      status: 422,
      body: { errors: [{ rule: 'tender-over-paid', detail: '0 cents can still go back to this means.' }] },
    });
    expect(await back(original, 1, [cash(10_000)])).toMatchObject({ status: 201 });
  });

  it('goes back to each means up to what it paid, however many returns race in two Regions', async () => {
    const original = await sold(10, [cash(50_000), card(50_000)]);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        ask(
          (i % 2 === 0 ? world.paris : world.frankfurt).checkout,
          receiptEvent(newTill(), {
            kind: 'return',
            original,
            lines: [{ line: 1, quantity: 1, amount: 10_000 }],
            tenders: [card(10_000)],
          }),
        ),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(5);
    expect(await refundable(original)).toEqual([cash(50_000), card(0)]);
  });

  it('goes another way for a reason of the list, and of no other', async () => {
    const original = await sold(1, [card(10_000)]);
    expect(await back(original, 1, [{ ...cash(10_000), exception: 'because' }])).toMatchObject({ status: 400 });
    expect(await back(original, 1, [{ ...cash(10_000), exception: 'card-closed' }])).toMatchObject({
      status: 201,
      body: { entry: { tenders: [{ type: 'cash', amount: 10_000, exception: 'card-closed' }] } },
    });
  });

  it('in cash is limited as the sale was: by where its customer lives', async () => {
    const abroad = await sold(15, [cash(150_000)], { customerResidence: 'US' });
    expect(await back(abroad, 15, [cash(150_000)])).toMatchObject({ status: 201 });
    const resident = await sold(15, [card(150_000)]);
    const refund = [{ ...cash(150_000), exception: 'card-closed' }];
    expect(await back(resident, 15, refund)).toMatchObject({
      status: 422,
      body: { errors: [{ rule: 'cash-limit' }] },
    });
  });
});

describe('money that goes back another way than it came', () => {
  const backOf = (original: string, tenders: object[]) => ({
    kind: 'return',
    original,
    lines: [{ line: 1, quantity: 1, amount: 10_000 }],
    tenders,
  });

  it('is counted, number and cents, by the X report and by the closings of its day, month and year', async () => {
    const world = await openWorld();
    const till = newTill();
    itIs(world, till, '2026-12-31T10:00:00+01:00');
    const sale = { kind: 'sale', lines: [bags(3)], tenders: [card(20_000), cash(10_000)] };
    const original = (await recorded(world.paris, till, sale)).body.receiptNumber;
    expect((await readReport(world.paris, till)).body.totals).not.toHaveProperty('exceptions');
    await recorded(world.paris, till, backOf(original, [cash(10_000)]));
    expect((await readReport(world.paris, till)).body.totals).not.toHaveProperty('exceptions');
    const closedCard = { ...cash(4_000), exception: 'card-closed' };
    await recorded(
      world.paris,
      till,
      backOf(original, [card(5_000), closedCard, { ...voucher(1_000), exception: 'customer-request' }]),
    );
    await recorded(world.paris, till, backOf(original, [{ ...cash(10_000), exception: 'card-not-present' }]));
    const counted = { totals: { exceptions: { number: 3, amount: 15_000 }, returns: [{ gross: 30_000 }] } };
    expect((await readReport(world.frankfurt, till)).body).toMatchObject(counted);
    for (const period of ['2026-12-31', '2026-12', '2026'])
      expect((await closed(world.paris, till, period)).body.entry).toMatchObject(counted);
    expect((await readReport(world.paris, till)).body.totals).not.toHaveProperty('exceptions');
  });

  it("says so, and why, on the customer's page", async () => {
    const world = await openWorld();
    const till = newTill();
    const sale = { kind: 'sale', lines: [bags(1)], tenders: [card(10_000)] };
    const original = (await recorded(world.paris, till, sale)).body.receiptNumber;
    const refund = [{ ...cash(10_000), exception: 'card-closed' }];
    const { receiptNumber } = (await recorded(world.paris, till, backOf(original, refund))).body;
    const page = await readReceipt(world.paris, receiptNumber, { Accept: 'text/html' });
    expect(page.text).toContain('autre moyen : carte clôturée');
  });
});

describe('a reference', () => {
  it('pays once in a receipt: a second tender by it is refused', async () => {
    const world = await openWorld();
    const tenders = [voucher(5_000, 'BON-7788'), voucher(5_000, 'BON-7788')];
    const content = { kind: 'sale', lines: [bags(1)], tenders };
    expect(await ask(world.paris.checkout, receiptEvent(newTill(), content))).toMatchObject({
      status: 422,
      body: { errors: [{ at: '/tenders/1/reference', rule: 'reference-once' }] },
    });
  });
});
