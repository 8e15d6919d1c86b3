import { code128, drawingSVG } from 'bwip-js/generic';
import type { RateTotal } from '../../domain/vat.ts';
import { PRIVATE_META } from './content-policy.ts';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as HTML: whatever a label holds is shown and never run. */
export const html = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** Cents as a French reader expects them. */
export const euros = (cents: number): string =>
  `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}\u00a0€`;

/** Basis points as a French reader expects them. */
export const percent = (basisPoints: number): string => `${String(basisPoints / 100).replace('.', ',')}\u00a0%`;

/** A row of a table; the cells are HTML already. */
export const row = (...cells: string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;

const rateRow = ({ vatRate, net, vat, gross }: RateTotal): string =>
  row(percent(vatRate), euros(net), euros(vat), euros(gross));

export const rateTable = (totals: readonly RateTotal[]): string =>
  `<table><caption>TVA</caption>${row('Taux', 'HT', 'TVA', 'TTC')}${totals.map(rateRow).join('')}</table>`;

/** A number as a drawing that a till or customs scan (Code 128), with its text below. */
export const barcode = (number: string): string =>
  code128({ bcid: 'code128', text: number, height: 12, includetext: true }, drawingSVG());

const STYLE = [
  'body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:2rem auto;padding:0 1rem}',
  'table{width:100%;border-collapse:collapse;margin:1rem 0}caption{text-align:left;font-weight:600}',
  'td{padding:.15rem 0}td+td{text-align:right}.total{font-size:1.4rem;font-weight:700;text-align:right}',
  'svg{width:100%;height:auto}footer{font-size:.75rem;color:#555;overflow-wrap:anywhere}',
].join('');

/** One page that needs nothing else; the body is HTML already. */
export const page = (language: string, title: string, body: string): string => `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${PRIVATE_META}<title>${html(title)}</title><style>${STYLE}</style></head>
<body>
${body}
</body>
</html>
`;
