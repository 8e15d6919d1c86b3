import { sha256 } from '../../domain/canonical.ts';
import { parseReceiptNumber } from '../../domain/receipt-number.ts';
import { stateRow } from '../../domain/tax-free/life/life.ts';
import { refundOf } from '../../domain/tax-free/refund/refund.ts';
import { advanceIfPossible } from '../shared/form-work/advance.ts';
import { fingerprintOf, isSameRequest, sealPersonal } from '../shared/form-work/field-cipher.ts';
import type { FormContent, FormLine, FormMerchant } from '../shared/form-work/form.ts';
import type { FormRecord } from '../shared/form-work/form-record.ts';
import type { FormWork } from '../shared/form-work/form-work.ts';
import { type Refusal, refuse } from '../shared/problems.ts';
import type { Asked } from './asked.ts';
import { claimAll } from './claim.ts';
import { formContent } from './content.ts';
import { assessFound, type Eligible, type Found, mayMakeFormOf, notEligible, notOwnReceipts } from './eligibility.ts';
import { type Presented, presentedReceipts } from './receipts.ts';
import { type Traveller, travellerOf } from './traveller.ts';
import { given, release, withdraw } from './withdraw.ts';

/** What a kiosk asked for as its fingerprint covers it. */
const subject = ({ formId, device, request }: Asked): object => ({ ...request, formId, store: device.store });

type HeldLine = Pick<FormLine, 'receipt' | 'line'>;

/** What a kiosk asked for, with the places of the receipts. */
interface Application extends Asked {
  presented: readonly Presented[];
}

export type Issued = { status: 200 | 201; form: FormRecord } | Refusal;

/** Lets the lines come back that are not on the form. A claim that was just made holds all of them, and so it is before a replay says it again. */
async function holdOnly(receipts: readonly string[], formId: string, lines: readonly HeldLine[], work: FormWork) {
  await Promise.all(
    receipts.map(async (number) => {
      const place = parseReceiptNumber(number);
      const held = lines.filter(({ receipt }) => receipt === number).map(({ line }) => line);
      if (place !== undefined) await work.claims.holdLines(place, formId, held);
    }),
  );
}

/** Answers by a form that stands under the id already: the same request again goes on where the first one stopped. */
async function replay(asked: Application, form: FormRecord, work: FormWork): Promise<Issued> {
  const { fingerprint } = form;
  const own = stateRow(form.state).holdsReceipts ? form.receipts : [];
  const strays = asked.presented.filter(({ number }) => !own.includes(number));
  await release(strays, asked.formId, work);
  if (form.content === undefined) return given(form);
  await holdOnly(own, asked.formId, form.content.lines, work);
  if (fingerprint === undefined || !(await isSameRequest(work.keys, fingerprint, subject(asked))))
    return refuse('form-taken', 'Draw a new form id and issue the form under it.');
  return { status: 200, form: await advanceIfPossible(form, work) };
}

async function refused(asked: Application, refusal: Refusal, work: FormWork): Promise<Issued> {
  const outcome = await withdraw(asked.formId, asked.presented, refusal, work);
  return 'issued' in outcome ? replay(asked, outcome.issued, work) : outcome;
}

/** The receipts let go of a form under this id before: it was issued and has ended, or was given up. */
async function ended(asked: Application, work: FormWork): Promise<Issued> {
  const form = await work.forms.read(asked.formId);
  if (form === undefined) throw new Error(`form ${asked.formId} let receipts go and is not there`);
  return replay(asked, form, work);
}

async function write(asked: Asked, traveller: Traveller, content: FormContent, work: FormWork) {
  const key = await work.keys.fieldKey();
  const form = {
    content,
    personal: sealPersonal(key, asked.formId, traveller.personal),
    fingerprint: fingerprintOf(key, subject(asked)),
    card: asked.request.card,
  };
  const step = work.newId();
  const { done, form: stored } = await work.forms.issue(form, { at: new Date(content.issuedAt), step });
  if (stored === undefined) throw new Error(`form ${asked.formId} was not written and is not there`);
  return { isNew: done || stored.step === step, stored };
}

/** Who sold the goods: receipts on one form are of one merchant, or of one shopping centre. */
function merchantOf([first]: readonly Found[], { operator }: FormWork): FormMerchant {
  const merchant = operator.merchants.get(first?.sale.entry.store ?? '');
  if (merchant === undefined) throw new Error('a form without a merchant was found eligible');
  return merchant;
}

const hashOf = ({ sale }: Found) => sha256(sale.canonical);

/** Writes an eligible form, then sends it to customs at once. */
async function issueEligible(
  asked: Application,
  traveller: Traveller,
  found: readonly Found[],
  assessment: Eligible,
  work: FormWork,
): Promise<Issued> {
  const refund = refundOf(assessment.totals, asked.request.method, work.operator.terms);
  if (refund === undefined || refund.refund === 0)
    return refused(asked, refuse('not-eligible', 'The operator pays nothing for this form.'), work);
  const merchant = merchantOf(found, work);
  const receipts = found.map((one) => ({ number: one.presented.number, hash: hashOf(one) }));
  const content = formContent({
    ...asked,
    merchant,
    receipts,
    assessment,
    refund,
    at: work.now(),
    operator: work.operator,
  });
  const excluded = new Set(assessment.excluded.map(({ receipt }) => receipt));
  await holdOnly([...excluded], asked.formId, assessment.lines, work);
  const { isNew, stored } = await write(asked, traveller, content, work);
  return isNew ? { status: 201, form: await advanceIfPossible(stored, work) } : replay(asked, stored, work);
}

/** Each receipt as often as it was presented, which the rules look at. */
const asPresented = (presented: readonly Presented[], found: readonly Found[]): Found[] =>
  presented.flatMap((one) =>
    found.flatMap(({ presented: { number }, sale }) => (number === one.number ? [{ presented: one, sale }] : [])),
  );

/**
 * Issues a form: claims its receipts, which brings their content, judges it, and writes the form.
 *
 *     claims ──── dies here ────> the form ──── dies here ────> customs
 *       a replay of the same request goes on; or after two minutes another form takes the receipts over
 *                                                 a replay, or the sweeper of either Region, sends it
 */
export async function issue(request: Asked, work: FormWork): Promise<Issued> {
  const traveller = travellerOf(request.request, work.now());
  if ('problem' in traveller) return traveller;
  const presented = presentedReceipts(request.request.receipts);
  if ('problem' in presented) return presented;
  // Judged before the first write: no kiosk holds a receipt, or leaves a mark on it, that is not of its shop.
  const { store } = request.device;
  if (presented.some(({ place }) => !mayMakeFormOf(store, place.store, work))) return notOwnReceipts();
  const asked = { ...request, presented };
  const outcomes = await claimAll(presented, asked.formId, work);
  const claimed = outcomes.flatMap((outcome) => ('claimed' in outcome ? [outcome.claimed] : []));
  if (outcomes.some((outcome) => 'givenUp' in outcome)) return ended(asked, work);
  const conflict = outcomes.find((outcome) => 'refusal' in outcome);
  if (conflict !== undefined) return refused(asked, conflict.refusal, work);
  const assessment = assessFound(traveller, asPresented(presented, claimed), store, work);
  if ('problem' in assessment) return refused(asked, assessment, work);
  if (!assessment.eligible) return refused(asked, notEligible(assessment, asked.request.language), work);
  return issueEligible(asked, traveller, claimed, assessment, work);
}
