import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { REFUSED_CHARACTERS } from '../../../domain/text.ts';
import { BODY_LIMIT_BYTES } from '../../../lambdas/shared/body.ts';
import { oneScarf, returnOf, SCARF, saleOf } from '../../support/goods.ts';
import { newTill, receiptEvent, recorded, type Till } from '../../support/till.ts';
import { type Answer, ask, chainOf, openWorld, type World } from '../../support/world.ts';

let world: World;
let till: Till;
let sold: string;
beforeAll(async () => {
  world = await openWorld();
  till = newTill();
  sold = (await recorded(world.paris, till, saleOf(SCARF))).body.receiptNumber;
});

const send = (content: object, headers?: Record<string, string>): Promise<Answer> => {
  const event = receiptEvent(till, content);
  return ask(world.paris.checkout, headers === undefined ? event : { ...event, headers });
};

const recordedNothing = async (): Promise<void> => expect(await chainOf(world, till.store, till.till)).toHaveLength(1);

describe('a body that is not JSON in UTF-8 is refused with 415', () => {
  it.each([
    ['none', {}],
    ['text', { 'Content-Type': 'text/plain' }],
    ['an image', { 'content-type': 'image/png' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['another JSON', { 'content-type': 'application/merge-patch+json' }],
    ['another charset', { 'content-type': 'application/json; charset=iso-8859-1' }],
    ['two at once', { 'content-type': 'application/json, text/plain' }],
    ['an empty one', { 'content-type': '' }],
    ['a compressed one', { 'content-type': 'application/json', 'Content-Encoding': 'gzip' }],
  ])('when its type is %s', async (_, headers) => {
    const answer = await send(saleOf(SCARF), headers as Record<string, string>);
    expect(answer).toMatchObject({ status: 415, type: 'unsupported-media-type' });
    expect(answer.body.errors).toMatchObject([
      { at: expect.stringMatching(/^header:content-/), found: expect.any(String) },
    ]);
    await recordedNothing();
  });

  it.each([
    'application/json',
    'Application/JSON',
    'application/json;charset=UTF-8',
    'application/json; charset="utf-8"',
  ])('and not when it is %s', async (type) => {
    expect((await send({ ...saleOf(SCARF), kind: 'gift' }, { 'CONTENT-TYPE': type })).status).toBe(400);
  });
});

describe('a refusal of the contract names each place, what was found and what is allowed', () => {
  it.each([
    ['/lines/0/quantity', 'minimum', 'at least 1', { quantity: -1 }],
    ['/lines/0/quantity', 'minimum', 'at least 1', { quantity: 0 }],
    ['/lines/0/quantity', 'type', 'a whole number', { quantity: 1.5 }],
    ['/lines/0/label', 'type', 'a text', { label: null }],
    ['/lines/0/gtin', 'pattern', 'a text that fits', { gtin: '12345' }],
    ['/lines/0/unitPrice', 'maximum', 'at most 99999999', { unitPrice: 1e12 }],
    ['/lines/0/category', 'enum', 'one of goods, tobacco', { category: 'gold' }],
    ['/lines/0/colour', 'additionalProperties', 'only the members', { colour: 'red' }],
  ])('at %s by %s', async (at, rule, allowed, change) => {
    const answer = await send({ ...saleOf(SCARF), lines: [{ ...SCARF, ...change }] });
    expect(answer).toMatchObject({ status: 400, type: 'invalid-request' });
    const found = Object.values(change)[0];
    expect(answer.body.errors).toEqual([
      { at, rule, found, allowed: expect.stringContaining(allowed), detail: expect.stringContaining('Allowed is') },
    ]);
  });

  it('where something is missing, at the place that is empty', async () => {
    const { label: _, ...nameless } = SCARF;
    const { errors } = (await send({ ...saleOf(SCARF), lines: [nameless] })).body;
    expect(errors).toMatchObject([{ at: '/lines/0/label', rule: 'required', found: 'nothing' }]);
  });

  it('for all places at once, twenty at most', async () => {
    const two = await send(saleOf({ ...SCARF, quantity: 0 }, { ...SCARF, label: '' }));
    expect(two.body.errors.map(({ at }: { at: string }) => at)).toEqual(['/lines/0/quantity', '/lines/1/label']);
    const many = await send(saleOf(...Array.from({ length: 200 }, () => ({ ...SCARF, quantity: 0 }))));
    expect(many.body.errors).toHaveLength(20);
  });

  it('in the address too, and in a body that is no JSON', async () => {
    const event = receiptEvent(till, saleOf(SCARF));
    const wrong = { ...event, pathParameters: { ...event.pathParameters, store: 'é', sequence: '0' } };
    expect((await ask(world.paris.checkout, wrong)).body.errors).toMatchObject([
      { at: 'path:store', found: 'é' },
      { at: 'path:sequence', found: '0' },
    ]);
    const torn = await ask(world.paris.checkout, { ...event, body: '{"kind":"sale",' });
    expect(torn.body.errors).toMatchObject([{ at: '', rule: 'json', allowed: 'a JSON object' }]);
  });

  it.each([
    ['nested deeply', `${'['.repeat(200_000)}`],
    ['nested deeply inside a text', `{"kind":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`],
    ['with a number beyond all', '{"kind":"sale","lines":1e999}'],
    ['with a byte order mark', '\ufeff{}'],
    ['with names of objects', '{"__proto__":{"kind":"sale"},"constructor":1}'],
  ])('however odd the body is: %s', async (_, body) => {
    const answer = await ask(world.paris.checkout, { ...receiptEvent(till, {}), body });
    expect(answer).toMatchObject({ status: 400, type: 'invalid-request' });
    expect(answer.body.errors.length).toBeGreaterThan(0);
  });
});

it('a body over the limit is refused with 413, which names both sizes', async () => {
  const answer = await send({ ...saleOf(SCARF), more: 'x'.repeat(BODY_LIMIT_BYTES) });
  expect(answer).toMatchObject({ status: 413, type: 'too-large' });
  expect(answer.body.errors).toMatchObject([{ allowed: 'at most 524288 bytes' }]);
  await recordedNothing();
});

it('the largest sale that the contract takes is below the limit', () => {
  const wide = (length: number) => '\u{10384}'.repeat(length);
  const line = {
    ...{ gtin: '10614141000415', label: wide(80), quantity: 9999, unitPrice: 99_999_999, vatRate: 2000 },
    ...{
      discount: { amount: 1, reason: wide(80) },
      priceOverride: { originalUnitPrice: 99_999_999, reason: wide(80) },
    },
    ...{ category: 'export-controlled', type: wide(80), brand: wide(30) },
  };
  const body = JSON.stringify({ ...saleOf(), lines: Array.from({ length: 200 }, () => line) });
  expect(Buffer.byteLength(body) + 10_000).toBeLessThan(BODY_LIMIT_BYTES);
});

describe('a control, direction or invisible character is refused in every free text of a receipt', () => {
  const dangerous = fc
    .constantFrom(
      '\u0000',
      '\u0007',
      '\u001b[31m',
      '\u202e',
      '\u2028',
      '\u2029',
      '\u0085',
      '\u200b',
      '\ufeff',
      '\uffff',
    )
    .chain((bad) => fc.tuple(fc.constantFrom('', 'Robe '), fc.constant(bad), fc.constantFrom('', ' taille 38')))
    .map((parts) => parts.join(''));

  const receipts = (text: string): [at: string, content: object][] => [
    ['/lines/0/label', saleOf({ ...SCARF, label: text })],
    ['/lines/0/brand', saleOf({ ...SCARF, brand: text })],
    ['/lines/0/type', saleOf({ ...SCARF, type: text })],
    ['/lines/0/discount/reason', saleOf({ ...SCARF, discount: { amount: 1, reason: text } })],
    [
      '/lines/0/priceOverride/reason',
      saleOf({ ...SCARF, priceOverride: { originalUnitPrice: SCARF.unitPrice, reason: text } }),
    ],
    ['/discount/reason', { ...saleOf(SCARF), discount: { amount: 1, reason: text } }],
    ['/reason', { ...returnOf(sold, oneScarf), reason: text }],
    ['/reason', { kind: 'void', reason: text }],
  ];

  it('and the answer names where it stands and why', async () => {
    await fc.assert(
      fc.asyncProperty(dangerous, fc.nat(7), async (text, which) => {
        const [at = '', content = {}] = receipts(text)[which] ?? [];
        const answer = await send(content);
        expect(answer, at).toMatchObject({ status: 422, type: 'rule-broken' });
        const rules = REFUSED_CHARACTERS.map(({ name }) => `text-${name}`);
        expect(answer.body.errors).toMatchObject([{ at, found: expect.stringMatching(/^U\+/) }]);
        expect(rules).toContain(answer.body.errors[0]?.rule);
      }),
      { numRuns: 60 },
    );
    await recordedNothing();
  });
});
