import { deflateRawSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { canonicalJson } from '../../../domain/canonical.ts';
import { LISTING_GRACE_MS } from '../../../domain/tax-free/life/guard.ts';
import { INITIAL_STATE, type State } from '../../../domain/tax-free/life/state.ts';
import type { Item } from '../ledger-item.ts';
import type { Refusal } from '../problems.ts';
import { DUE, later, shardOf } from './due.ts';
import { map, number, text } from './expression.ts';
import type { FormContent, StoredCard } from './form.ts';
import type { SealedPersonal } from './form-record.ts';

/** Years that a form's data are kept. [second] customs and tax records */
const RETENTION_YEARS = 6;

export const formKey = (formId: string) => ({ pk: text(`FORM#${formId}`), sk: text('FORM') });

/** A form as it is issued. */
export interface NewForm {
  content: FormContent;
  personal: SealedPersonal;
  /** Digest of the request, see `fingerprintOf`; by the key that the personal data are encrypted by. */
  fingerprint: string;
  card: StoredCard;
}

/** An id under which no form will ever be issued. */
export interface GivenUp {
  formId: string;
  /** Receipts that may be claimed for it, which are to be let go. */
  receipts: readonly string[];
  /** What was answered, so that a replay is answered the same. */
  refusal?: Refusal;
}

/** Who wrote it, when, and by which try. */
export interface Written {
  at: Date;
  step: string;
}

function retainUntil(at: Date): string {
  const until = new Date(at);
  until.setUTCFullYear(until.getUTCFullYear() + RETENTION_YEARS);
  return until.toISOString();
}

/** What every item begins with: its first line of life, when it is next due, when its data are erased. */
function begin(formId: string, state: State, event: 'issued' | 'given-up', { at, step }: Written): Item {
  const due = DUE[state];
  return {
    ...formKey(formId),
    state: text(state),
    revision: number(1),
    step: text(step),
    log: { L: [map({ at: at.toISOString(), event, to: state, by: 'us', step })] },
    retainUntil: text(retainUntil(at)),
    dueAt: text(later(at, 'after_ms' in due ? due.after_ms : 0)),
    dueShard: text(shardOf(formId)),
  };
}

const numbers = (receipts: readonly string[]): AttributeValue => ({ L: receipts.map(text) });

export function issuedItem({ content, personal, fingerprint, card }: NewForm, written: Written): Item {
  const fields = Object.entries(personal.fields).map(([name, B]): [string, AttributeValue] => [name, { B }]);
  const validationBefore = new Date(content.validationBefore);
  return {
    ...begin(content.formId, INITIAL_STATE, 'issued', written),
    form: { B: deflateRawSync(canonicalJson(content)) },
    receipts: numbers(content.receipts.map((receipt) => receipt.number)),
    store: text(content.store),
    credit: text(content.credit),
    expireAt: text(later(validationBefore, LISTING_GRACE_MS)),
    personal: { M: Object.fromEntries(fields) },
    personalKey: text(personal.keyId),
    fingerprint: text(fingerprint),
    fingerprintKey: text(personal.keyId),
    card: map({ ...card }),
    attempts: { M: {} },
  };
}

export const givenUpItem = ({ formId, receipts, refusal }: GivenUp, written: Written): Item => ({
  ...begin(formId, 'cancelled', 'given-up', written),
  receipts: numbers(receipts),
  ...(refusal ? { refusal: text(JSON.stringify(refusal)) } : {}),
});
