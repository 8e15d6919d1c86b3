import type { Entry, ExceptionReason, ReturnContent, SaleContent } from '../../domain/chain/entry.ts';
import { barcode, euros, html, page, percent, rateTable, row } from '../shared/html.ts';
import { numberOf, type StoredEntry } from '../shared/ledger-item.ts';

const TENDERS = { cash: 'Espèces', card: 'Carte', voucher: 'Bon' } as const;

/** Why money went back another way than it came, for the customer. */
const EXCEPTIONS: Record<ExceptionReason, string> = {
  'card-closed': 'carte clôturée',
  'card-not-present': 'carte non présentée',
  'acquirer-refused': 'refusé par la banque',
  'voucher-expired': 'bon expiré',
  'gift-receipt': 'ticket cadeau',
  'customer-request': 'à la demande du client',
};

const TITLES: Record<Entry['kind'], string> = {
  sale: 'Ticket de caisse',
  return: 'Ticket de retour',
  void: 'Ticket annulé',
  duplicate: 'Duplicata',
  closing: 'Clôture',
};

function goods({ lines, tenders, totals, total }: SaleContent | ReturnContent): string {
  const sold = lines.map(({ label, quantity, vatRate, gross }) =>
    row(html(label), `× ${quantity}`, percent(vatRate), euros(gross)),
  );
  const paid = tenders.map(({ type, amount, exception }) =>
    row(TENDERS[type], exception === undefined ? '' : `autre moyen : ${EXCEPTIONS[exception]}`, '', euros(amount)),
  );
  return [
    `<table><caption>Articles</caption>${sold.join('')}</table>`,
    `<p class="total">Total ${euros(total)}</p>`,
    `<table><caption>Règlement</caption>${paid.join('')}</table>`,
    rateTable(totals),
  ].join('\n');
}

/**
 * The customer's digital receipt: one page that needs nothing else, with the receipt's barcode and what proves it genuine.
 * Source for its content: CGI art. 289, BOI-TVA-DECLA-30-10-30 (number, date and time, till, lines, totals per rate).
 */
export function receiptPage({ entry, token, duplicates }: StoredEntry): string {
  const number = numberOf(entry);
  const body = entry.kind === 'sale' || entry.kind === 'return' ? goods(entry) : '';
  return page(
    'fr',
    number,
    `<h1>${TITLES[entry.kind]}</h1>
<p>Magasin ${entry.store}, caisse ${entry.till}, ${html(entry.operator)}<br><time datetime="${entry.time}">${html(entry.time)}</time></p>
${body}
${barcode(number)}
<footer>Duplicatas imprimés : ${duplicates.size}. Signature : ${token.slice(token.lastIndexOf('.') + 1)} (clé ${html(entry.key)}).</footer>`,
  );
}
