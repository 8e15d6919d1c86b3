import { formatReceiptNumber } from '../../../domain/receipt-number.ts';
import { leftWithout, wholeOf } from '../../../domain/return.ts';
import { isPaidByVoucher } from '../../../domain/tender.ts';
import type { StoredEntry } from '../../../lambdas/shared/ledger-item.ts';
import { returnEvent } from './requests.ts';
import type { Till, Wish } from './till.ts';
import { customerOf, reprint, VOUCHER } from './wishes.ts';

/** Made when its turn comes, as it names the place in its till's chain. */
type LastWish = (() => Wish) | undefined;

/** Everything that a sale's recorded returns left of it comes back. Undefined when that is nothing. */
export function allReturned(till: Till, { entry: sale }: StoredEntry, entries: readonly StoredEntry[]): LastWish {
  if (sale.kind !== 'sale' || isPaidByVoucher(sale, VOUCHER)) return undefined;
  const original = formatReceiptNumber(sale);
  const back = entries.flatMap(({ entry }) =>
    entry.kind === 'return' && entry.original === original ? entry.lines : [],
  );
  const left = leftWithout(
    wholeOf(sale),
    back.map(({ line, quantity, gross }) => ({ line, quantity, amount: gross })),
  );
  const lines = [...left].flatMap(([line, { quantity, amount }]) => (quantity > 0 ? [{ line, quantity, amount }] : []));
  if (lines.length === 0) return undefined;
  return () => ({
    event: returnEvent(till, original, lines, customerOf(sale)),
    refusable: false,
    is: (entry) => entry.kind === 'return' && entry.original === original,
  });
}

/** The next reprint of a receipt on which a number stands that no recorded reprint has. */
export function nextReprint(till: Till, { entry, duplicates }: StoredEntry, entries: readonly StoredEntry[]): LastWish {
  const original = formatReceiptNumber(entry);
  const recorded = entries.filter((one) => one.entry.kind === 'duplicate' && one.entry.original === original).length;
  if (duplicates.size <= recorded) return undefined;
  return () => ({ ...reprint(till, entry, recorded + 1), refusable: false });
}
