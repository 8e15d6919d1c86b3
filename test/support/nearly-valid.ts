import fc from 'fast-check';
import type { SaleDraft } from '../../domain/sale.ts';

/** One field of a draft by its path, and what stands there instead. */
interface Change {
  path: readonly (string | number)[];
  value: unknown;
}

const text = fc.oneof(
  fc.constantFrom('', 'x'.repeat(80), 'x'.repeat(81), '\ud800', 'a\u0000b', 'Robe\u2028taille 38', '\u202eabc', '\t'),
  fc.string({ unit: 'binary', maxLength: 90 }),
);
const cents = fc.constantFrom(-1, 0, 0.5, 1, 99_999_999, 100_000_000, 2 ** 53, Number.NaN, null, '1');
const CODES = ['fr', 'US', 'FR', 'MC', 'XXX', ''];

const on = (path: Change['path'], value: fc.Arbitrary<unknown>): fc.Arbitrary<Change> =>
  value.map((chosen) => ({ path, value: chosen }));

/** What is often wrong with a sale, and what is unusual and right. */
const change: fc.Arbitrary<Change> = fc.oneof(
  on(['lines', 0, 'gtin'], fc.constantFrom('4006381333930', '96385074', '00000000', '1234567', '', 4006381333931)),
  on(['lines', 0, 'vatRate'], fc.constantFrom(0, 210, 550, 1000, 1960, 2000, 90, 1300, 850, -1, 2000.5)),
  on(['lines', 0, 'label'], text),
  on(['lines', 0, 'quantity'], fc.constantFrom(-1, 0, 0.5, 1, 9999, 10_000, '1')),
  on(['lines', 0, 'unitPrice'], cents),
  on(['lines', 0, 'discount'], fc.record({ amount: cents, reason: text })),
  on(['lines', 0, 'category'], fc.constantFrom('tobacco', 'toys', '')),
  on(['lines', 0, 'brand'], text),
  on(['lines', 0, 'color'], fc.constant('red')),
  on(['lines'], fc.constantFrom([], undefined, null, {})),
  on(['discount'], fc.record({ amount: cents, reason: text })),
  on(['tenders', 0, 'amount'], cents),
  on(['tenders', 0, 'reference'], fc.constantFrom(undefined, '', 'abc', 'PSP-0001', 'x'.repeat(65), 'a b c d')),
  on(['tenders', 0, 'type'], fc.constantFrom('cash', 'card', 'cheque')),
  on(['tenders'], fc.constantFrom([], undefined, {})),
  on(['customerResidence'], fc.constantFrom(...CODES)),
  on(['operator'], fc.constantFrom('anne', '', 'a b', 'x'.repeat(33), 'é')),
  on(['note'], fc.constant('hello')),
);

function changed(value: unknown, [name, ...rest]: Change['path'], to: unknown): unknown {
  if (name === undefined) return to;
  if (Array.isArray(value)) return value.map((each, place) => (place === name ? changed(each, rest, to) : each));
  if (typeof value !== 'object' || value === null) return value;
  return { ...value, [name]: changed((value as Record<string, unknown>)[name], rest, to) };
}

/** Sales of this kind with up to two fields changed. */
export const nearlyValid = (sales: fc.Arbitrary<SaleDraft>): fc.Arbitrary<object> =>
  fc
    .tuple(sales, fc.array(change, { maxLength: 2 }))
    .map(([sale, changes]) =>
      changes.reduce<unknown>((draft, { path, value }) => changed(draft, path, value), { operator: 'anne', ...sale }),
    )
    .filter((draft): draft is object => typeof draft === 'object' && draft !== null);
