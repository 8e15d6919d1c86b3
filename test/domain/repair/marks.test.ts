import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../domain/chain/entry.ts';
import { KEPT_RELEASES, type Marks } from '../../../domain/laws/goods.ts';
import { formatReceiptNumber } from '../../../domain/receipt-number.ts';
import { marksFault, rebuiltMarks } from '../../../domain/repair/marks.ts';
import { priceSale } from '../../../domain/sale.ts';
import { FORM_ID_BYTES, formId } from '../../../domain/tax-free/form-id.ts';

const numberOf = (sequence: number): string => formatReceiptNumber({ store: 'HAUSSMANN', till: '012', sequence });
const [RETURN, OTHER] = [numberOf(2), numberOf(3)];
const FORM = formId(new Uint8Array(FORM_ID_BYTES).fill(255));
const priced = priceSale({
  lines: [{ gtin: '00000096385074', label: 'Thé noir', quantity: 3, unitPrice: 1000, vatRate: 2000 }],
  tenders: [{ type: 'cash', amount: 3000 }],
});
if ('violations' in priced) throw new Error(JSON.stringify(priced.violations));
const sale = { ...priced.content, store: 'HAUSSMANN', till: '012', sequence: 1 } as unknown as Entry;

const untouched: Marks = {
  left: 'all',
  returns: new Map(),
  goodsRevision: 0,
  duplicates: new Map(),
  releasedBy: new Set(),
  unknown: [],
};
const vatOf = (pieces: number): number => 500 - Math.round(((3 - pieces) * 500) / 3);
const returned = (pieces: number, by: string): Marks => ({
  ...untouched,
  left: new Map([[1, { quantity: 3 - pieces, amount: 3000 - pieces * 1000, unit: 1000 }]]),
  returns: new Map([[by, `1:${pieces}:${pieces * 1000}:${vatOf(pieces)};1=${pieces * 1000}`]]),
  goodsRevision: 1,
});

const twoBack = { line: 1, gtin: '', label: '', quantity: 2, vatRate: 2000, gross: 2000, net: 1667, vat: 333 };

describe('what stands beside an entry', () => {
  it('may move on as handlers move it', () => {
    expect(marksFault(sale, untouched, returned(1, RETURN))).toBeUndefined();
    expect(marksFault(sale, untouched, { ...untouched, duplicates: new Map([[1, OTHER]]) })).toBeUndefined();
    const left = new Map([[1, { quantity: 3, amount: 3000, unit: 1000 }]]);
    expect(marksFault(sale, returned(1, RETURN), { ...untouched, left, goodsRevision: 2 })).toBeUndefined();
  });

  it('may forget a form that let it go once as many others did as it remembers', () => {
    const others = Array.from({ length: KEPT_RELEASES }, (_, k) => formId(new Uint8Array(FORM_ID_BYTES).fill(k)));
    const backup = { ...untouched, releasedBy: new Set([FORM]) };
    expect(marksFault(sale, backup, { ...untouched, releasedBy: new Set(others) })).toBeUndefined();
    expect(marksFault(sale, backup, { ...untouched, releasedBy: new Set(others.slice(1)) })).toContain(FORM);
  });

  it.each<[string, Marks, Marks]>([
    [
      'more is left than was sold',
      untouched,
      { ...untouched, left: new Map([[1, { quantity: 9, amount: 9000, unit: 1000 }]]) },
    ],
    ['goods are back that were returned', returned(1, RETURN), untouched],
    ['all is left of what goods came back', returned(1, RETURN), { ...returned(1, RETURN), left: 'all' }],
    ['a reprint is forgotten', { ...untouched, duplicates: new Map([[1, OTHER]]) }, untouched],
    ['a form that let it go may claim it again', { ...untouched, releasedBy: new Set([FORM]) }, untouched],
    ['a claim is gone', { ...untouched, claim: { form: FORM, at: '2026-11-23T10:00:00Z', others: [] } }, untouched],
    ['an attribute is there that no handler writes', untouched, { ...untouched, unknown: ['price'] }],
  ])('is at fault when %s', (_, backup, live) => {
    expect(marksFault(sale, backup, live)).toBeDefined();
  });
});

describe('marks that are rebuilt', () => {
  it('hold what the backup has and what signed entries tell since', () => {
    const witnesses = [
      { original: '', by: OTHER, returned: { lines: [twoBack], tenders: [{ type: 'cash', amount: 2000 } as const] } },
      { original: '', by: OTHER, duplicate: 1 },
    ];
    const { left, returns, duplicates } = rebuiltMarks(sale, returned(1, RETURN), undefined, witnesses);
    expect([...returns.keys()]).toEqual([RETURN, OTHER]);
    expect(left).toEqual(new Map([[1, { quantity: 0, amount: 0, unit: 1000 }]]));
    expect(duplicates).toEqual(new Map([[1, OTHER]]));
  });

  it('keep a return that is on its way, and none for which nothing is left', () => {
    expect(rebuiltMarks(sale, untouched, returned(1, RETURN), []).returns.size).toBe(1);
    const false_ = { ...untouched, returns: new Map([[RETURN, '1:40:40000:6667;1=40000']]) };
    expect(rebuiltMarks(sale, untouched, false_, [])).toMatchObject({ returns: new Map(), left: untouched.left });
  });

  it('keep the claim of a form, unless the form let it go', () => {
    const claim = { form: FORM, at: '2026-11-23T10:00:00Z', others: [] };
    expect(rebuiltMarks(sale, { ...untouched, claim }, undefined, []).claim).toEqual(claim);
    const released = { ...untouched, releasedBy: new Set([FORM]) };
    expect(rebuiltMarks(sale, { ...untouched, claim }, released, []).claim).toBeUndefined();
  });
});
