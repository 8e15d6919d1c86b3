import { euros, span } from '../shown.ts';

/** What a till answers, as far as people are told of it; members that an answer does not have are not spoken of. */
interface Answer {
  readonly did?: string;
  readonly amount?: number;
  readonly state?: string;
  readonly receiptNumber?: string;
  readonly waited_ms?: number;
  readonly why?: string;
  readonly errors?: readonly { readonly at: string; readonly detail: string }[];
  readonly stuck?: { readonly receiptNumber: string; readonly problem: { readonly title: string } };
  readonly problem?: { readonly title: string; readonly detail?: string };
  readonly value?: Report;
  readonly line?: string;
  readonly store?: string;
  readonly till?: string;
  readonly recorded?: number;
  readonly queued?: readonly string[];
  readonly refused?: readonly {
    readonly entry: { readonly sequence: number };
    readonly problem: { readonly title: string };
  }[];
}

interface RateTotal {
  readonly vatRate: number;
  readonly net: number;
  readonly vat: number;
  readonly gross: number;
}

interface Report {
  readonly from: number;
  readonly to: number;
  readonly totals: {
    readonly sales: readonly RateTotal[];
    readonly returns: readonly RateTotal[];
    readonly exceptions?: { readonly number: number; readonly amount: number };
  };
  readonly perpetual: { readonly sales: number; readonly returns: number };
}

/** Where an entry stands, by the state of its answer. */
const STANDS: Readonly<Record<string, (answer: Answer) => string>> = {
  recorded: () => 'recorded in the ledger',
  queued: () => "on this till's disk; it is sent when a Region answers",
  unsettled: () => 'sent, and not answered yet: hand nothing out, and see status',
  offline: ({ why = '' }) => `nothing was done: no Region answers (${why})`,
  rejected: ({ errors = [] }) =>
    `not allowed, and nothing was done: ${errors.map(({ at, detail }) => `${at}: ${detail}`).join('; ')}`,
  refused: ({ problem }) => `refused: ${[problem?.title, problem?.detail].filter(Boolean).join('. ')}`,
};

function entryWords(answer: Answer): string {
  const { did = '', amount, state = '', receiptNumber, waited_ms = 0 } = answer;
  const what = `${did}${amount === undefined ? '' : ` for ${euros(amount)}`}`;
  const stands = STANDS[state]?.(answer) ?? state;
  return `${[receiptNumber, what].filter(Boolean).join('  ')}: ${stands} (${span(waited_ms)})`;
}

const rateWords =
  (sign: string) =>
  ({ vatRate, net, vat, gross }: RateTotal): string =>
    `  ${sign.padEnd(8)} ${(vatRate / 100).toFixed(2).padStart(5)} %  net ${euros(net)}  VAT ${euros(vat)}  gross ${euros(gross)}`;

const exceptionWords = ({ number, amount }: { readonly number: number; readonly amount: number }): string =>
  `  paid back another way than it came: ${number} times, ${euros(amount)}`;

function reportWords({ from, to, totals, perpetual }: Report): string {
  return [
    to < from ? 'nothing since the last closing' : `entries ${from} to ${to}`,
    ...totals.sales.map(rateWords('sales')),
    ...totals.returns.map(rateWords('returns')),
    ...(totals.exceptions ? [exceptionWords(totals.exceptions)] : []),
    `  since the first entry: sales ${euros(perpetual.sales)}, returns ${euros(perpetual.returns)}`,
  ].join('\n');
}

function statusWords({ store, till, line, recorded = 0, queued = [], stuck, refused = [] }: Answer): string {
  return [
    `${store}/${till} is ${line}: ${recorded} recorded, ${queued.length} queued, ${refused.length} refused`,
    ...queued.map((number) => `  queued ${number}`),
    ...(stuck ? [`  stuck ${stuck.receiptNumber}, handed out and refused: ${stuck.problem.title}`] : []),
    ...refused.map(({ entry, problem }) => `  refused ${entry.sequence}: ${problem.title}`),
  ].join('\n');
}

/** What a till answered, in a line or a few for people. */
export function wordsOf(answer: Answer): string {
  if (answer.did !== undefined) return entryWords(answer);
  if (answer.value !== undefined) return reportWords(answer.value);
  if (answer.line !== undefined) return statusWords(answer);
  return STANDS[answer.state ?? '']?.(answer) ?? JSON.stringify(answer);
}
