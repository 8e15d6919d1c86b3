import type { FormContent, FormLine, Personal } from '../shared/form-work/form.ts';
import type { FormRecord } from '../shared/form-work/form-record.ts';
import { barcode, euros, html, page, percent, rateTable, row } from '../shared/html.ts';
import { scannedNumber, standing, WORDS } from './words.ts';

/** What names an article: customs want its type and brand where the till told them. */
export const articleOf = ({ label, type, brand }: FormLine): string =>
  [label, ...[type, brand].filter((text) => text !== undefined)].join(', ');

const articles = ({ lines }: FormContent): string => {
  const rows = lines.map((line) =>
    row(
      html(articleOf(line)),
      `× ${line.quantity}`,
      percent(line.vatRate),
      euros(line.net),
      euros(line.vat),
      euros(line.gross),
    ),
  );
  return `<table><caption>Articles</caption>${row('', '', 'Taux', 'HT', 'TVA', 'TTC')}${rows.join('')}</table>`;
};

/** What a form says of the traveller, pair by pair. */
export const travellerRows = (personal: Personal, { residence, stated }: FormContent): [string, string][] => [
  ['Nom / Surname', personal.surname],
  ['Prénoms / Given names', personal.givenNames],
  ['Né(e) le / Born', personal.birthDate],
  ['Nationalité / Nationality', personal.nationality],
  ['Résidence / Residence', residence],
  ['Passeport / Passport', personal.passportNumber],
  ['Expire le / Expires', personal.passportExpiry],
  ...(stated === undefined ? [] : [['Dates relevées par / Dates read by', stated.operator] as [string, string]]),
];

/** The amounts of a form, pair by pair, in cents. */
export const amountRows = ({ gross, vat, refund, fee }: FormContent): [string, number][] => [
  ['Total TTC / Total', gross],
  ['TVA / VAT', vat],
  ['Frais / Fee', fee],
  ['Remboursé / Refund', refund],
];

/** The form as a page to print: one page that needs nothing else, with the barcode that customs scan. */
export function formPage(form: FormRecord, content: FormContent, personal: Personal): string {
  const { merchant, receipts, operator, validationLastDay } = content;
  const traveller = travellerRows(personal, content).map(([name, value]) => row(name, html(value)));
  const amounts = amountRows(content).map(([name, cents]) => row(name, euros(cents)));
  return page(
    'fr',
    scannedNumber(form),
    `<h1>${WORDS.title}</h1>
<p lang="en">${WORDS.subtitle}</p>
<p>${html(standing(form))}</p>
${barcode(scannedNumber(form))}
<p>${html(merchant.name)}, ${html(merchant.town)}, ${html(merchant.vatNumber)}<br>${html(operator)}</p>
<table><caption>Voyageur / Traveller</caption>${traveller.join('')}</table>
${articles(content)}
${rateTable(content.totals)}
<table><caption>Remboursement / Refund</caption>${amounts.join('')}</table>
<p>Tickets : ${receipts.map(({ number }) => html(number)).join(', ')}</p>
<p>${WORDS.validate} <time>${validationLastDay}</time></p>
<footer>${form.formId}</footer>`,
  );
}
