import { code128, type DrawingContext } from 'bwip-js/generic';
import type { FormContent, FormLine, Personal } from '../shared/form-work/form.ts';
import type { FormRecord } from '../shared/form-work/form-record.ts';
import { euros, percent } from '../shared/html.ts';
import { amountRows, articleOf, travellerRows } from './page.ts';
import { PAGE, type PdfBox, type PdfPage, type PdfText, pdf } from './pdf-writer.ts';
import { scannedNumber, standing, WORDS } from './words.ts';

const MARGIN = 50;
const LINE = 13;
const SIZE = 9;
const BAR_HEIGHT = 50;
const LONGEST_ARTICLE = 60;

/** Where the columns of a table begin. */
const COLUMNS = [MARGIN, 330, 370, 420, 470, 520] as const;

interface Bar {
  x: number;
  width: number;
}

const nothing = () => {};

/** Collects the bars of a barcode instead of drawing them. */
const barCollector = (bars: Bar[]): DrawingContext<void> => ({
  scale: (sx, sy) => [sx, sy],
  measure: () => ({ width: 0, ascent: 0, descent: 0 }),
  init: nothing,
  line: (x0, _y0, _x1, _y1, width) => void bars.push({ x: x0 - width / 2, width }),
  polygon: nothing,
  hexagon: nothing,
  ellipse: nothing,
  fill: nothing,
  text: nothing,
  end: nothing,
});

function bars(number: string): Bar[] {
  const found: Bar[] = [];
  code128({ bcid: 'code128', text: number, height: 12, scale: 1 }, barCollector(found));
  return found;
}

function barcodeBoxes(number: string, y: number): PdfBox[] {
  const found = bars(number);
  const total = Math.max(...found.map(({ x, width }) => x + width));
  const scale = Math.min(1.5, (PAGE.width - 2 * MARGIN) / total);
  return found.map(({ x, width }) => ({ x: MARGIN + x * scale, y, width: width * scale, height: BAR_HEIGHT }));
}

/** Fills pages from top to bottom. */
class Sheet {
  readonly pages: PdfPage[] = [];
  #y = 0;

  /** A row of cells, on the next page when this one is full. */
  row(cells: readonly string[], style: { size?: number; bold?: boolean } = {}): void {
    const { size = SIZE, bold = false } = style;
    const page = this.#room(size + 4);
    cells.forEach((text, i) => {
      const cell: PdfText = { x: COLUMNS[i] ?? MARGIN, y: this.#y, size, text, bold };
      page.texts.push(cell);
    });
    this.#y -= LINE;
  }

  barcode(number: string): void {
    const page = this.#room(BAR_HEIGHT + LINE);
    this.#y -= BAR_HEIGHT;
    page.boxes.push(...barcodeBoxes(number, this.#y));
    this.#y -= LINE;
    this.row([number]);
  }

  #room(height: number): PdfPage {
    const page = this.pages.at(-1);
    if (page !== undefined && this.#y - height >= MARGIN) return page;
    const fresh: PdfPage = { texts: [], boxes: [] };
    this.pages.push(fresh);
    this.#y = PAGE.height - MARGIN;
    return fresh;
  }
}

const shortened = (text: string): string =>
  text.length > LONGEST_ARTICLE ? `${text.slice(0, LONGEST_ARTICLE - 1)}–` : text;

const articleRow = (line: FormLine): string[] => [
  shortened(articleOf(line)),
  `x ${line.quantity}`,
  percent(line.vatRate),
  euros(line.net),
  euros(line.vat),
  euros(line.gross),
];

/** The form as a PDF to print, with the barcode that customs scan. Only built-in fonts: what they cannot write shows as `?`. */
export function formPdf(form: FormRecord, content: FormContent, personal: Personal): Buffer {
  const sheet = new Sheet();
  const { merchant, receipts, operator, lines, totals, validationLastDay } = content;
  sheet.row([WORDS.title], { size: 15, bold: true });
  sheet.row([WORDS.subtitle]);
  sheet.row([standing(form)], { bold: true });
  sheet.barcode(scannedNumber(form));
  sheet.row([`${merchant.name}, ${merchant.town}, ${merchant.vatNumber}`, operator]);
  for (const pair of travellerRows(personal, content)) sheet.row(pair);
  sheet.row(['Articles', '', 'Taux', 'HT', 'TVA', 'TTC'], { bold: true });
  for (const line of lines) sheet.row(articleRow(line));
  for (const { vatRate, net, vat, gross } of totals)
    sheet.row(['TVA / VAT', '', percent(vatRate), euros(net), euros(vat), euros(gross)]);
  for (const [name, cents] of amountRows(content)) sheet.row([name, euros(cents)], { bold: true });
  for (const { number } of receipts) sheet.row([`Ticket ${number}`]);
  sheet.row([`${WORDS.validate} ${validationLastDay}`]);
  sheet.row([form.formId]);
  return pdf(sheet.pages);
}
