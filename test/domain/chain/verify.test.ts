import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SealedEntry } from '../../../domain/chain/append.ts';
import type { ExportedEntry } from '../../../domain/chain/verify.ts';
import { formatReceiptNumber } from '../../../domain/receipt-number.ts';
import { chainFrom, faultIn, type Operation, operations } from '../../support/chains.ts';
import { newSigningKey } from '../../support/signing-key.ts';

const key = newSigningKey();
const number = (chain: readonly SealedEntry[], i: number): string =>
  formatReceiptNumber(chain[i]?.entry ?? { store: '', till: '', sequence: 0 });

/** The bytes with one bit of them changed. */
function flipped(bytes: Uint8Array, bit: number): Buffer {
  const changed = Buffer.from(bytes);
  changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
  return changed;
}

const withChange = (chain: readonly ExportedEntry[], i: number, change: (entry: ExportedEntry) => ExportedEntry) =>
  chain.map((entry, place) => (place === i ? change(entry) : entry));

const signatureFlipped =
  (bit: number) =>
  ({ canonical, signature }: ExportedEntry): ExportedEntry => ({ canonical, signature: flipped(signature, bit) });

const entryFlipped =
  (bit: number) =>
  ({ canonical, signature }: ExportedEntry): ExportedEntry => {
    const bytes = Buffer.from(canonical);
    return { canonical: flipped(bytes, bit % (8 * bytes.length)).toString(), signature };
  };

describe('a chain of any operations', () => {
  it('verifies with the public key alone', () => {
    fc.assert(
      fc.property(operations(0, 20), (steps) => {
        expect(faultIn(chainFrom(steps, key), key)).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  });

  it('with any bit of any entry changed is refused, and the entry named', () => {
    fc.assert(
      fc.property(operations(1, 6), fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 20 }), (steps, changes) => {
        const chain = chainFrom(steps, key);
        for (const [place, bit] of changes) {
          const i = place % chain.length;
          const fault = faultIn(withChange(chain, i, entryFlipped(bit)), key);
          expect(fault?.receiptNumber).toBe(number(chain, i));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('with any bit of any signature changed is refused, and the entry named', () => {
    fc.assert(
      fc.property(operations(1, 6), fc.nat(), (steps, place) => {
        const chain = chainFrom(steps, key);
        const i = place % chain.length;
        for (let bit = 0; bit < 512; bit += 7) {
          const fault = faultIn(withChange(chain, i, signatureFlipped(bit)), key);
          expect(fault).toEqual({ receiptNumber: number(chain, i), fault: 'not-signed' });
        }
      }),
      { numRuns: 14 },
    );
  });

  it('that lacks an entry, has one twice, or two in the wrong order is refused where that begins', () => {
    fc.assert(
      fc.property(operations(3, 8), fc.nat(), (steps, place) => {
        const chain = chainFrom(steps, key);
        const i = place % (chain.length - 1);
        const twice = chain.toSpliced(i + 1, 0, ...chain.slice(i, i + 1));
        const swapped = chain.toSpliced(i, 2, ...chain.slice(i, i + 2).toReversed());
        expect(faultIn(chain.toSpliced(i, 1), key)).toMatchObject({ receiptNumber: number(chain, i) });
        expect(faultIn(twice, key)).toMatchObject({ receiptNumber: number(chain, i + 1) });
        expect(faultIn(swapped, key)).toMatchObject({ receiptNumber: number(chain, i) });
      }),
      { numRuns: 40 },
    );
  });

  it('is refused when another key signed it', () => {
    fc.assert(
      fc.property(operations(1, 5), (steps) => {
        const chain = chainFrom(steps, key);
        const fault = faultIn(chain, newSigningKey());
        expect(fault).toEqual({ receiptNumber: number(chain, 0), fault: 'not-signed' });
      }),
      { numRuns: 10 },
    );
  });
});

describe('a rightly signed chain', () => {
  const goods = {
    line: 1,
    gtin: '00000096385074',
    label: 'Thé noir',
    quantity: 1,
    vatRate: 2000,
    gross: 120,
    net: 100,
    vat: 20,
  };
  const sound = {
    kind: 'return' as const,
    original: 'HAUSSMANN-012-00000001-X',
    lines: [goods],
    tenders: [],
    totals: [{ vatRate: 2000, gross: 120, net: 100, vat: 20 }],
    total: 120,
  };

  it.each<[string, Operation]>([
    ['total', { ...sound, total: 119 }],
    ['VAT', { ...sound, totals: [{ vatRate: 2000, gross: 120, net: 101, vat: 19 }] }],
  ])('whose %s does not add up is refused all the same', (_, wrong) => {
    const chain = chainFrom([sound, wrong, sound], key);
    expect(faultIn(chain, key)).toEqual({ receiptNumber: number(chain, 1), fault: 'sums' });
  });
});

describe('a chain longer than a window of signatures', () => {
  const steps: Operation[] = Array.from({ length: 600 }, () => ({ kind: 'void', reason: 'printer jam' }));
  const chain = chainFrom(steps, key);

  it.each([0, 1, 254, 255, 256, 257, 511, 512, 598, 599])('names its bad entry wherever it stands (%i)', (i) => {
    for (const change of [entryFlipped(7), entryFlipped(1_000_003), signatureFlipped(0), signatureFlipped(511)])
      expect(faultIn(withChange(chain, i, change), key)?.receiptNumber).toBe(number(chain, i));
  });
});
