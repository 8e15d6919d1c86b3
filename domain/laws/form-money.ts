import type { State } from '../tax-free/life/state.ts';

/** What a form says of money, all in cents. */
export interface FormMoney {
  gross: number;
  vat: number;
  refund: number;
  fee: number;
  totals: readonly { gross: number; net: number; vat: number; vatRate: number }[];
  lines: readonly { gross: number; net: number; vat: number; vatRate: number }[];
}

/** A try to move money as the form remembers it. */
export interface Attempt {
  key: string;
  amount: number;
  outcome?: string;
}

/** States in which the card holds one credit; in all others it holds none. */
const CREDITED: ReadonlySet<string> = new Set<State>([
  'credited',
  'overdue',
  'reclaiming',
  'reclaiming-confirmed',
  'debit-refused',
  'validated',
  'recredited',
]);

/** States in which the card may hold anything: a late word upset it, and a person settles or settled what is owed. */
const BY_HAND: ReadonlySet<string> = new Set<State>(['disputed', 'disputed-ended', 'settled-by-hand']);

/** Credits less debits that a card must hold, by the form's state. */
export const netIn = (state: string): 0 | 1 => (CREDITED.has(state) ? 1 : 0);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Whether refund, fee, totals and lines of a form add up. */
export function addsUp({ gross, vat, refund, fee, totals, lines }: FormMoney): boolean {
  const ofRate = (vatRate: number, pick: 'gross' | 'net' | 'vat') =>
    sum(lines.filter((line) => line.vatRate === vatRate).map((line) => line[pick]));
  return (
    refund >= 0 &&
    fee >= 0 &&
    refund + fee === vat &&
    sum(totals.map((total) => total.gross)) === gross &&
    sum(totals.map((total) => total.vat)) === vat &&
    sum(lines.map((line) => line.gross)) === gross &&
    totals.every((total) => total.net + total.vat === total.gross) &&
    totals.every(({ vatRate, ...total }) =>
      (['gross', 'net', 'vat'] as const).every((pick) => ofRate(vatRate, pick) === total[pick]),
    )
  );
}

/** The form and number of a key to the acquirer: `detaxe:<form>:credit:<n>`. */
function numberOf(formId: string, kind: string, key: string): number | undefined {
  const [, form, of, n] = /^detaxe:([0-9A-Z]+):(credit|debit):([1-9]\d*)$/.exec(key) ?? [];
  return form === formId && of === kind ? Number(n) : undefined;
}

/** The keys of one kind are numbered without a gap, the last is the one the form names, and every amount is what the form is worth. */
function keyFaults(
  formId: string,
  kind: 'credit' | 'debit',
  attempts: readonly Attempt[],
  last: string | undefined,
  refund: number,
): string[] {
  const own = attempts.filter(({ key }) => numberOf(formId, kind, key) !== undefined);
  const numbers = own.map(({ key }) => numberOf(formId, kind, key) ?? 0).toSorted((a, b) => a - b);
  const odd = own.filter(({ amount }) => (kind === 'credit' ? amount !== refund : amount < refund));
  return [
    ...(numbers.every((n, i) => n === i + 1) ? [] : [`${kind} keys are missing among ${numbers.join(', ')}`]),
    ...(numberOf(formId, kind, last ?? '') === numbers.at(-1) ? [] : [`the last ${kind} is ${last ?? 'none'}`]),
    ...odd.map(({ key, amount }) => `${key} is of ${amount} where ${refund} was promised`),
  ];
}

export interface MoneyOfForm {
  formId: string;
  state: string;
  refund: number;
  attempts: readonly Attempt[];
  lastCredit?: string;
  lastDebit?: string;
  /** Paid by other means, as staff noted. */
  paidOtherwise: boolean;
  /** A person settled what was owed, as the log says. */
  settledByHand: boolean;
}

/** What is wrong with the keys and the money of a form, in words. Keys are kept for good: an acquirer forgets them after days. */
export function moneyFaults(form: MoneyOfForm): string[] {
  const { formId, state, refund, attempts, lastCredit, lastDebit, paidOtherwise, settledByHand } = form;
  const foreign = attempts.filter(({ key }) =>
    ['credit', 'debit'].every((kind) => numberOf(formId, kind, key) === undefined),
  );
  const strange = attempts.filter(
    ({ outcome }) => outcome !== undefined && !['done', 'refused', 'reversed'].includes(outcome),
  );
  const done = (kind: string) =>
    attempts.filter(({ key, outcome }) => outcome === 'done' && key.includes(`:${kind}:`)).length;
  const net = done('credit') - done('debit');
  const isRight = BY_HAND.has(state) || settledByHand || net === netIn(state) || (paidOtherwise && net === 0);
  return [
    ...foreign.map(({ key }) => `${key} is no key of this form`),
    ...strange.map(({ key, outcome }) => `${key} ended as ${outcome}`),
    ...keyFaults(formId, 'credit', attempts, lastCredit, refund),
    ...keyFaults(formId, 'debit', attempts, lastDebit, refund),
    ...(isRight ? [] : [`it is ${state} and its card holds ${net} credits`]),
  ];
}
