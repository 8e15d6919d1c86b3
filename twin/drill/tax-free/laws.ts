import { stateRow } from '../../../domain/tax-free/life/life.ts';
import type { State } from '../../../domain/tax-free/life/state.ts';
import { parseKey } from '../../../lambdas/shared/form-work/attempt-key.ts';
import type { FormRecord } from '../../../lambdas/shared/form-work/form-record.ts';
import type { CustomsFormState } from '../../customs/records.ts';
import type { Evidence } from './evidence.ts';

/** What broke a law, one text an offender, beginning with its form or receipt. */
export interface Findings {
  lost: string[];
  doubled: string[];
  claimless: string[];
  stuck: string[];
  disagreeing: string[];
  overReturned: string[];
  claimsLeft: string[];
}

/** States in which the card has the refund. */
const PAID: ReadonlySet<State> = new Set(['credited', 'validated', 'recredited', 'debit-refused']);

/** States in which money is under way: what the card has is not decided. */
const UNDER_WAY: ReadonlySet<State> = new Set([
  'crediting',
  'crediting-confirmed',
  'crediting-annulled',
  'recrediting',
  'reclaiming',
  'reclaiming-confirmed',
  'overdue',
]);

/** How late something due may be taken up: the sweeper's minute and a lease. */
const GRACE_MS = 35_000;

const isIssued = ({ content }: FormRecord): boolean => content !== undefined;
const isLive = (form: FormRecord): boolean => isIssued(form) && stateRow(form.state).holdsReceipts;
const says = ({ formId, state }: FormRecord, what: string): string => `${formId} (${state}): ${what}`;

/** Cents that each form's card has, credits less debits, by the acquirer's records. */
function nets({ movements }: Evidence): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { key, does, amount } of movements) {
    const form = parseKey(key)?.formId ?? `key ${key}`;
    sums.set(form, (sums.get(form) ?? 0) + (does === 'credit' ? amount : -amount));
  }
  return sums;
}

const promised = ({ content }: FormRecord): number => content?.refund ?? 0;
const owed = (form: FormRecord): number => (PAID.has(form.state) ? promised(form) : 0);

/** Forms that a kiosk holds and we do not, or not as promised; refunds that never reached the card. */
function lost(evidence: Evidence, net: ReadonlyMap<string, number>): string[] {
  const ours = new Map(evidence.forms.filter(isIssued).map((form) => [form.formId, form]));
  const missing = evidence.attempts.flatMap(({ formId, answer, refund, quoted }) => {
    if (answer !== 'issued') return answer === 'unanswered' ? [`${formId}: no Region ever answered its kiosk`] : [];
    const form = ours.get(formId);
    if (form === undefined) return [`${formId}: issued to a kiosk and not in the table`];
    if (promised(form) !== refund) return [says(form, `promised ${refund} and is worth ${promised(form)}`)];
    return quoted !== undefined && promised(form) !== quoted ? [says(form, `quoted ${quoted}`)] : [];
  });
  const short = [...ours.values()].flatMap((form) =>
    !UNDER_WAY.has(form.state) && (net.get(form.formId) ?? 0) < owed(form)
      ? [says(form, `the card has ${net.get(form.formId) ?? 0} of ${owed(form)}`)]
      : [],
  );
  return [...missing, ...short];
}

/** Money that was not owed; receipts on two live forms. */
function doubled({ forms }: Evidence, net: ReadonlyMap<string, number>): string[] {
  const known = new Map(forms.map((form) => [form.formId, form]));
  const paid = [...net].flatMap(([id, amount]) => {
    const form = known.get(id);
    if (form === undefined) return [`${id}: the card has ${amount} for no form`];
    const most = UNDER_WAY.has(form.state) ? promised(form) : owed(form);
    return amount > most ? [says(form, `the card has ${amount}, of at most ${most}`)] : [];
  });
  const holders = new Map<string, string>();
  const shared = forms.filter(isLive).flatMap((form) =>
    form.receipts.flatMap((receipt) => {
      const other = holders.get(receipt);
      holders.set(receipt, form.formId);
      return other === undefined ? [] : [`${receipt}: on ${other} and ${form.formId}`];
    }),
  );
  return [...paid, ...shared];
}

/** Live forms without a claim on each of their receipts. */
function claimless({ forms, sales }: Evidence): string[] {
  return forms
    .filter(isLive)
    .flatMap((form) =>
      form.receipts
        .filter((receipt) => sales.get(receipt)?.claim?.form !== form.formId)
        .map((receipt) => says(form, `has no claim on ${receipt}`)),
    );
}

/**
 * Claims for forms that do not hold them, which keep goods from coming back. Where a sandbox dies between a claim and its release, the
 * kiosk's next try or the sweeper lets it go, and a claim that arrives after that finds its mark (docs/decisions/020): once every kiosk
 * was answered and nothing moves, none is left.
 */
function claimsLeft({ forms, sales }: Evidence): string[] {
  const live = new Set(forms.filter(isLive).map(({ formId }) => formId));
  const states = new Map(forms.map(({ formId, state }) => [formId, state]));
  return [...sales].flatMap(([receipt, { claim }]) =>
    claim === undefined || live.has(claim.form)
      ? []
      : [`${receipt}: claimed for ${claim.form}, which is ${states.get(claim.form) ?? 'not issued'}`],
  );
}

/** Forms of which something was due and nobody did it. */
function stuck({ forms, at }: Evidence): string[] {
  const latest = new Date(at.getTime() - GRACE_MS).toISOString();
  return forms.flatMap((form) => {
    if (form.dueAt !== undefined && form.dueAt < latest) return [says(form, `was due at ${form.dueAt}`)];
    const { rest, holdsReceipts } = stateRow(form.state);
    if (rest === 'working' && form.state !== 'emergency') return [says(form, 'has work left')];
    return holdsReceipts || form.released ? [] : [says(form, 'did not let its receipts go')];
  });
}

const REGISTERED_FROM: ReadonlySet<string> = new Set([
  'customs-registered',
  'regularisation-accepted',
  'customs-confirmed',
]);
const NOT_KNOWN_YET: ReadonlySet<State> = new Set(['issued', 'transmitted', 'emergency', 'regularising', 'cancelling']);

function disagreement(form: FormRecord, theirs: CustomsFormState | undefined): string | undefined {
  const inForce = theirs && !theirs.deleted ? (theirs.emergency ?? theirs.normal) : undefined;
  const registered = form.log.some(({ event }) => REGISTERED_FROM.has(event));
  if (theirs?.tooSoon) return `sent to customs ${theirs.tooSoon} times within a minute of the one before`;
  if (NOT_KNOWN_YET.has(form.state)) return undefined;
  const decided = theirs?.exports.some(({ customsId, status }) => customsId === inForce && status === 'ANNULE');
  if (registered && theirs === undefined) return 'registered, and customs do not know it';
  if (isLive(form) && inForce !== form.customsId) return `has ${form.customsId}, customs have ${inForce}`;
  if (!isLive(form) && inForce && !decided && form.state !== 'expired') return `let go, and customs have ${inForce}`;
  const told = (promised(form) / 100).toFixed(2);
  return theirs?.refund !== undefined && theirs.refund !== told
    ? `refund ${told}, customs: ${theirs.refund}`
    : undefined;
}

/** Forms of which customs know something else than we. */
function disagreeing({ forms, customs }: Evidence): string[] {
  const ours = new Set(forms.filter(isIssued).map(({ formId }) => formId));
  const strangers = [...customs.keys()].filter((id) => !ours.has(id)).map((id) => `${id}: known to customs only`);
  const apart = forms.filter(isIssued).flatMap((form) => {
    const why = disagreement(form, customs.get(form.formId));
    return why === undefined ? [] : [says(form, why)];
  });
  return [...strangers, ...apart];
}

/** Live forms for goods that were given back. */
function overReturned({ forms, sales }: Evidence): string[] {
  return forms
    .filter(isLive)
    .flatMap((form) =>
      (form.content?.lines ?? [])
        .filter(({ receipt, line, quantity }) => sales.get(receipt)?.left.get(line)?.quantity !== quantity)
        .map(({ receipt, line, quantity }) =>
          says(form, `refunds ${quantity} of line ${line} of ${receipt}, now other`),
        ),
    );
}

/** Holds all evidence against the laws. */
export function findingsOf(evidence: Evidence): Findings {
  const net = nets(evidence);
  return {
    lost: lost(evidence, net),
    doubled: doubled(evidence, net),
    claimless: claimless(evidence),
    stuck: stuck(evidence),
    disagreeing: disagreeing(evidence),
    overReturned: overReturned(evidence),
    claimsLeft: claimsLeft(evidence),
  };
}
