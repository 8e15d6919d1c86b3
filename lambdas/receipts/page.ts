import { code128, drawingSVG } from 'bwip-js/generic';
import type { Entry, ReturnContent, SaleContent } from '../../domain/chain/entry.ts';
import type { RateTotal } from '../../domain/vat.ts';
import { numberOf, type StoredEntry } from '../shared/ledger-item.ts';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as HTML: whatever a label holds is shown and never run. */
const html = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

const euros = (cents: number): string => `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}\u00a0€`;

const percent = (basisPoints: number): string => `${String(basisPoints / 100).replace('.', ',')}\u00a0%`;

const row = (...cells: string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;

const rateRow = ({ vatRate, net, vat, gross }: RateTotal): string =>
  row(percent(vatRate), euros(net), euros(vat), euros(gross));

const TENDERS = { cash: 'Espèces', card: 'Carte', voucher: 'Bon' } as const;

/** The barcode that a till scans to find the receipt again: its number in Code 128. */
const barcode = (number: string): string =>
  code128({ bcid: 'code128', text: number, height: 12, includetext: true }, drawingSVG());

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
  const paid = tenders.map(({ type, amount }) => row(TENDERS[type], '', '', euros(amount)));
  return [
    `<table><caption>Articles</caption>${sold.join('')}</table>`,
    `<p class="total">Total ${euros(total)}</p>`,
    `<table><caption>Règlement</caption>${paid.join('')}</table>`,
    `<table><caption>TVA</caption>${row('Taux', 'HT', 'TVA', 'TTC')}${totals.map(rateRow).join('')}</table>`,
  ].join('\n');
}

const STYLE = [
  'body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:2rem auto;padding:0 1rem}',
  'table{width:100%;border-collapse:collapse;margin:1rem 0}caption{text-align:left;font-weight:600}',
  'td{padding:.15rem 0}td+td{text-align:right}.total{font-size:1.4rem;font-weight:700;text-align:right}',
  'svg{width:100%;height:auto}footer{font-size:.75rem;color:#555;overflow-wrap:anywhere}',
].join('');

/**
 * The customer's digital receipt: one page that needs nothing else, with the receipt's barcode and what proves it genuine.
 * Source for its content: CGI art. 289, BOI-TVA-DECLA-30-10-30 (number, date and time, till, lines, totals per rate).
 */
export function receiptPage({ entry, token, duplicates }: StoredEntry): string {
  const number = numberOf(entry);
  const body = entry.kind === 'sale' || entry.kind === 'return' ? goods(entry) : '';
  return `<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${number}</title><style>${STYLE}</style></head>
<body>
<h1>${TITLES[entry.kind]}</h1>
<p>Magasin ${entry.store}, caisse ${entry.till}, ${html(entry.operator)}<br><time datetime="${entry.time}">${html(entry.time)}</time></p>
${body}
${barcode(number)}
<footer>Duplicatas imprimés : ${duplicates.size}. Signature : ${token.slice(token.lastIndexOf('.') + 1)} (clé ${html(entry.key)}).</footer>
</body>
</html>
`;
}
