import { type ChainEnd, endOf, genesis, type SealedEntry, seal } from '../../domain/chain/append.ts';
import type { SigningKey } from '../../domain/chain/token.ts';
import { priceSale } from '../../domain/sale.ts';
import { saleRequest, TYPICAL_LINES } from './receipts.ts';

/** A chain of typical sales, each entry sealed as checkout seals it, made one by one as they are asked for. */
export function* generateChain(
  place: { store: string; till: string },
  length: number,
  key: SigningKey,
  random: () => number,
): Generator<SealedEntry> {
  let end: ChainEnd = genesis(place.store, place.till);
  for (let sequence = 1; sequence <= length; sequence++) {
    const { time, operator, lines, tenders } = saleRequest(TYPICAL_LINES, random);
    const priced = priceSale({ lines, tenders });
    if ('violations' in priced) throw new Error('the typical sale breaks a rule');
    const sealed = seal(end, priced.content, { time, operator, recordedAt: '2026-11-24T10:38:17.612Z' }, key);
    yield sealed;
    end = endOf(sealed.token) ?? end;
  }
}
