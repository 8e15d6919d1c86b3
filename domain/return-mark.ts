import type { ReturnContent } from './chain/entry.ts';

/** Goods of one line that a return took off its sale. */
export interface TakenLine {
  line: number;
  quantity: number;
  /** Cents given back for them. */
  amount: number;
  /** Cents of VAT in the amount. */
  vat: number;
}

/** Money that a return gives back the way it came. */
export interface PaidBack {
  /** The tender of the sale, 1 for the first; what was paid in several tenders by one means counts as the first of them. */
  tender: number;
  /** Cents. */
  amount: number;
}

/** What a return took off its sale. */
export interface Taken {
  lines: readonly TakenLine[];
  paid: readonly PaidBack[];
}

const goodsText = (lines: readonly TakenLine[]): string =>
  lines.map(({ line, quantity, amount, vat }) => `${line}:${quantity}:${amount}:${vat}`).join(',');

/**
 * The mark of a return on its sale: `line:quantity:cents:VAT` per line and `tender=cents` per means. A replay answers by it: the VAT of a
 * part hangs on what was left before it, which later returns change. It names tenders by their place, so that no reference is in it.
 */
export const markText = ({ lines, paid }: Taken): string =>
  [goodsText(lines), paid.map(({ tender, amount }) => `${tender}=${amount}`).join(',')].join(';');

const SHAPE = /^(\d+:\d+:\d+:\d+(?:,\d+:\d+:\d+:\d+)*);((?:\d+=\d+(?:,\d+=\d+)*)?)$/;

const numbersIn = (part: string): number[] => part.split(/[:=]/).map(Number);

/** What a mark says; undefined when it is not written as `markText` writes it. */
export function readMark(mark: string): Taken | undefined {
  const [, goods = '', paid = ''] = SHAPE.exec(mark) ?? [];
  if (goods === '') return undefined;
  const lines = goods.split(',').map((part) => {
    const [line = 0, quantity = 0, amount = 0, vat = 0] = numbersIn(part);
    return { line, quantity, amount, vat };
  });
  const back = paid === '' ? [] : paid.split(',');
  return {
    lines,
    paid: back.map((part) => {
      const [tender = 0, amount = 0] = numbersIn(part);
      return { tender, amount };
    }),
  };
}

/** The goods of a return that was recorded, as they must stand in its mark. */
export const recordedLines = ({ lines }: Pick<ReturnContent, 'lines'>): TakenLine[] =>
  lines.map(({ line, quantity, gross, vat }) => ({ line, quantity, amount: gross, vat }));

/** Whether a mark names the goods of a return that was recorded. */
export const isMarkOf = (mark: string | undefined, recorded: Pick<ReturnContent, 'lines'>): boolean =>
  mark?.split(';')[0] === goodsText(recordedLines(recorded));
