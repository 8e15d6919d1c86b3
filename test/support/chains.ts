import fc from 'fast-check';
import { type ChainEnd, endOf, genesis, type SealedEntry, seal } from '../../domain/chain/append.ts';
import type { ClosingContent, Content, Running } from '../../domain/chain/entry.ts';
import type { SigningKey } from '../../domain/chain/token.ts';
import { createChainVerifier, type ExportedEntry } from '../../domain/chain/verify.ts';
import { closingContent } from '../../domain/closing/closing.ts';
import { priceSale } from '../../domain/sale.ts';
import { totalsPerRate, vatInGross } from '../../domain/vat.ts';
import { soundSale } from './arbitrary-sale.ts';
import type { TestKey } from './signing-key.ts';

const STORE = 'HAUSSMANN';
const TILL = '012';

const at = { time: '2026-11-24T10:30:00+01:00', operator: 'camille', recordedAt: '2026-11-24T09:30:01.000Z' };

/** What a till does next: record some content, or close the next day. */
export type Operation = Exclude<Content, ClosingContent> | 'close the day';

const sale = soundSale.map((draft): Operation => {
  const priced = priceSale(draft);
  if ('violations' in priced) throw new Error('the sale breaks a rule');
  return priced.content;
});

const original = 'HAUSSMANN-012-00000001-X';

const goodsBack = fc
  .record({ gross: fc.nat(100_000), vatRate: fc.constantFrom(0, 550, 2000) })
  .map(({ gross, vatRate }): Operation => {
    const vat = vatInGross(gross, vatRate);
    const lines = [
      { line: 1, gtin: '00000096385074', label: 'Thé noir', quantity: 1, vatRate, gross, net: gross - vat, vat },
    ];
    return { kind: 'return', original, lines, tenders: [], totals: totalsPerRate(lines), total: gross };
  });

/** Any sequence of things that a till records. */
export const operations = (minLength: number, maxLength: number): fc.Arbitrary<Operation[]> =>
  fc.array(
    fc.oneof(
      { weight: 4, arbitrary: sale },
      { weight: 2, arbitrary: goodsBack },
      fc.constant<Operation>({ kind: 'void', reason: 'printer jam' }),
      fc.nat(998).map((n): Operation => ({ kind: 'duplicate', original, number: n + 1 })),
      fc.constant<Operation>('close the day'),
    ),
    { minLength, maxLength },
  );

/** The chain that a till's operations make, each entry built on the token of the one before and nothing else. */
export function chainFrom(steps: readonly Operation[], { kid, privateKey }: TestKey): SealedEntry[] {
  const key: SigningKey = { kid, privateKey };
  let end: ChainEnd | undefined = genesis(STORE, TILL);
  let running: Running | undefined;
  let days = 0;
  return steps.map((step) => {
    if (end === undefined) throw new Error('the token of an entry cannot be read');
    const content = step === 'close the day' ? dayClosed(++days, end, running) : step;
    const sealed = seal(end, content, at, key);
    if (sealed.entry.kind === 'closing') ({ running } = sealed.entry);
    end = endOf(sealed.token);
    return sealed;
  });
}

const dayClosed = (day: number, end: ChainEnd, running: Running | undefined): ClosingContent =>
  closingContent({ span: 'day', period: `2026-01-${String(day).padStart(2, '0')}` }, { end, running });

/** What the verifier finds in a chain, read from its first entry to its last. */
export function faultIn(chain: readonly ExportedEntry[], { kid, publicKey }: TestKey) {
  const verifier = createChainVerifier(STORE, TILL, (id) => (id === kid ? publicKey : undefined));
  for (const entry of chain) {
    const fault = verifier.accept(entry);
    if (fault !== undefined) return fault;
  }
  return verifier.finish();
}
