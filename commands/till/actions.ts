import { Option } from 'commander';
import type { Till, TillOptions } from '../../client/index.ts';
import { EXCEPTION_REASONS } from '../../domain/chain/entry.ts';
import { plainText } from '../plain-text.ts';
import type { TillWords } from './options.ts';
import { parseReturnLine, parseSaleLine, parseTender } from './parts.ts';

const FLUSH_MS = 30_000;
const LOOK_MS = 3_000;

/** What a till can be told to do. */
interface TillAction {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly Option[];
  /** How the till is opened for it, where that is not as usual. */
  opening?(words: TillWords): Pick<TillOptions, 'lostJournal'>;
  /** Gives what is printed. */
  act(till: Till, words: TillWords): Promise<object>;
}

const needed = (flags: string, says: string): Option => new Option(flags, says).makeOptionMandatory();
/** @param read throws UsageError for what it does not understand */
const repeated = (flags: string, says: string, read: (text: string) => unknown): Option => {
  const gathered = new Option(flags, `${says}; may be repeated`).makeOptionMandatory();
  return gathered.argParser((text: string, before: readonly string[] | undefined) => {
    read(text);
    return [...(before ?? []), text];
  });
};

const SALE_LINE = repeated(
  '--line <line>',
  'gtin:label:quantity:cents:VAT rate, such as 3012345678902:Foulard:1:12900:2000',
  parseSaleLine,
);
const RETURN_LINE = repeated(
  '--line <line>',
  'line of the original:quantity:cents, such as 1:1:12900',
  parseReturnLine,
);
const TENDER = repeated('--tender <tender>', 'type:cents[:reference], such as card:12900:psp-0001', parseTender);
const EXCEPTION = new Option(
  '--exception <reason>',
  'why all tenders go back another way than the sale was paid',
).choices(EXCEPTION_REASONS);
const ORIGINAL = needed('--original <number>', 'number of the original receipt');

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

export const ACTIONS: readonly TillAction[] = [
  {
    name: 'sell',
    summary: 'sell, whatever the state of the Regions',
    options: [
      SALE_LINE,
      TENDER,
      new Option('--residence <country>', 'country of residence, when more than EUR 1,000 is paid in cash'),
    ],
    act: async (till, { operator, line, tender, residence }) => {
      const lines = line.map(parseSaleLine);
      const tenders = tender.map(parseTender);
      const amount = sum(lines.map(({ quantity, unitPrice }) => quantity * unitPrice));
      const sale = { operator, lines, tenders, ...(residence === undefined ? {} : { customerResidence: residence }) };
      return { did: 'sold', amount, ...(await till.sell(sale)) };
    },
  },
  {
    name: 'return',
    summary: 'take goods back; needs a Region',
    options: [ORIGINAL, RETURN_LINE, TENDER, EXCEPTION, new Option('--reason <text>', 'why').argParser(plainText)],
    act: async (till, { operator, original, line, tender, reason, exception }) => {
      const lines = line.map(parseReturnLine);
      const tenders = tender.map(parseTender).map((paid) => (exception === undefined ? paid : { ...paid, exception }));
      const goods = { operator, original, lines, tenders, ...(reason === undefined ? {} : { reason }) };
      return { did: 'took back', amount: sum(lines.map(({ amount }) => amount)), ...(await till.recordReturn(goods)) };
    },
  },
  {
    name: 'reprint',
    summary: 'record the next numbered duplicate of a receipt',
    options: [ORIGINAL],
    act: async (till, { operator, original }) => ({
      did: `reprinted ${original}`,
      ...(await till.reprint(original, operator)),
    }),
  },
  {
    name: 'close',
    summary: 'close a day, a month or a year: Z report',
    options: [needed('--period <period>', '2026-11-24, 2026-11 or 2026')],
    act: async (till, { operator, period }) => ({ did: `closed ${period}`, ...(await till.close(period, operator)) }),
  },
  { name: 'report', summary: 'totals since the last closing: X report', options: [], act: (till) => till.report() },
  { name: 'status', summary: 'what is recorded, queued and refused', options: [], act: async (till) => till.status() },
  {
    name: 'flush',
    summary: 'send what is queued',
    options: [],
    act: async (till) => ({ emptied: await till.flush(FLUSH_MS), ...till.status() }),
  },
  {
    name: 'withdraw',
    summary: 'void the refused sale that is stuck: nobody holds it, or it was paid back',
    options: [ORIGINAL],
    act: async (till, { original }) => {
      // the ledger refuses it once more before anybody may say that it is void
      await till.flush(LOOK_MS);
      const withdrawn = till.withdraw(original);
      return { withdrawn, emptied: await till.flush(FLUSH_MS), ...till.status() };
    },
  },
  {
    name: 'retire',
    summary: 'end the chain of a code whose journal is lost: see "Replace a till" in docs/runbooks.md',
    options: [needed('--printed-up-to <number>', 'the highest receipt number that a customer may hold')],
    opening: ({ printedUpTo, operator }) => ({ lostJournal: { printedUpTo, operator } }),
    act: async (till) => ({ emptied: await till.flush(FLUSH_MS), ...till.status() }),
  },
];
