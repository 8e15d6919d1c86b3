import { inflateRawSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { FormEvent } from '../../../domain/tax-free/life/event.ts';
import type { Outcome, Said } from '../../../domain/tax-free/life/outcome.ts';
import type { State } from '../../../domain/tax-free/life/state.ts';
import type { Item } from '../ledger-item.ts';
import type { Refusal } from '../problems.ts';
import type { FormContent, Payment, Settlement, StoredCard } from './form.ts';

/** The traveller's data, each field encrypted by the key of that id. */
export interface SealedPersonal {
  keyId: string;
  fields: Readonly<Record<string, Uint8Array>>;
}

/** A try to move money as the form remembers it for good. */
export interface RecordedAttempt {
  key: string;
  /** Cents. */
  amount: number;
  intendedAt: string;
  outcome?: Outcome;
  /** Words of the acquirer on it that were written down. */
  heard: readonly Said[];
  settledAt?: string;
  pspReference?: string;
  reason?: string;
}

/** One transition as the form remembers it. The state it left is that of the line before. */
export interface LifeLine {
  at: string;
  event: FormEvent | 'issued' | 'given-up';
  to: State;
  by: string;
  /** Id of the try that made it, by which a writer knows its own write again when the answer was lost. */
  step: string;
}

/** A form as it stands in the table. Times are ISO 8601 in UTC, so that as text they sort by time. */
export interface FormRecord {
  formId: string;
  state: State;
  revision: number;
  /** Id of the try that made the last transition. */
  step: string;
  /** Receipt numbers it claims. */
  receipts: readonly string[];
  store?: string;
  /** Absent for an id that was given up before a form was issued under it. */
  content?: FormContent;
  /** Why the id was given up, as it was answered. */
  refusal?: Refusal;
  personal?: SealedPersonal;
  fingerprint?: { keyId: string; digest: string };
  card?: StoredCard;
  payment?: Payment;
  settlement?: Settlement;
  /** Cents that persons paid to the traveller by hand, less what they took, over all settlements. */
  settledByHand: number;
  /** How often the refund was paid by other means. */
  payments: number;
  /** What customs said last of the export. */
  customsSaid?: 'confirmed' | 'annulled';
  transmittedAt?: string;
  /** Id of the last message to customs; absent after their fault over a deletion, until it is sent again. */
  message?: string;
  /** Id of the message that customs technically acknowledged, where that decides whether it is sent again. */
  acknowledged?: string;
  customsId?: string;
  slip?: string;
  attempts: ReadonlyMap<string, RecordedAttempt>;
  lastCredit?: string;
  lastDebit?: string;
  /** From when the operator takes an early credit back. */
  reclaimFrom?: string;
  /** From when customs can no longer validate, listing included. */
  expireAt?: string;
  /** From when the traveller's data are erased. */
  retainUntil: string;
  /** Present while something of ours is due. */
  dueAt?: string;
  /** Whether its receipts were let go. */
  released: boolean;
  log: readonly LifeLine[];
}

type Texts = { [name: string]: string };

/** The text attributes among some names, without those that are absent. */
function texts(map: Item, ...names: string[]): Texts {
  return Object.fromEntries(
    names.flatMap((name) => {
      const text = map[name]?.S;
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

const list = (value: AttributeValue | undefined): AttributeValue[] => value?.L ?? [];

const SAYINGS: readonly Said[] = ['done', 'refused', 'reversed', 'restored'];

function attempts(item: Item): Map<string, RecordedAttempt> {
  const entries = Object.entries(item.attempts?.M ?? {});
  return new Map(
    entries.map(([key, { M = {} }]) => [
      key,
      {
        key,
        amount: Number(M.amount?.N ?? 0),
        heard: SAYINGS.filter((said) => M[`${said}At`] !== undefined),
        ...texts(M, 'intendedAt', 'outcome', 'settledAt', 'pspReference', 'reason'),
      } as unknown as RecordedAttempt,
    ]),
  );
}

function sealedPersonal(item: Item): { personal?: SealedPersonal } {
  if (item.personal?.M === undefined) return {};
  const fields = Object.entries(item.personal.M).map(([name, { B = new Uint8Array() }]) => [name, B]);
  return { personal: { keyId: item.personalKey?.S ?? '', fields: Object.fromEntries(fields) } };
}

const unpacked = (value: Uint8Array): FormContent => JSON.parse(inflateRawSync(value).toString()) as FormContent;

const settlementIn = (map: Item): Settlement => ({
  ...(texts(map, 'means', 'reference', 'operator') as unknown as Settlement),
  owed: Number(map.owed?.N ?? 0),
});

/** Reads an item of the table. */
export function formRecord(item: Item): FormRecord {
  const { form, refusal, fingerprint, fingerprintKey, card, payment, log } = item;
  return {
    formId: (item.pk?.S ?? '').slice('FORM#'.length),
    state: (item.state?.S ?? '') as State,
    revision: Number(item.revision?.N ?? 0),
    step: item.step?.S ?? '',
    retainUntil: item.retainUntil?.S ?? '',
    receipts: list(item.receipts).map(({ S = '' }) => S),
    attempts: attempts(item),
    released: item.released?.BOOL === true,
    log: list(log).map(({ M = {} }) => texts(M, 'at', 'event', 'to', 'by', 'step') as unknown as LifeLine),
    ...texts(item, 'store', 'transmittedAt', 'message', 'acknowledged', 'customsId', 'slip', 'lastCredit', 'lastDebit'),
    ...texts(item, 'reclaimFrom', 'expireAt', 'dueAt', 'customsSaid'),
    payments: Number(item.payments?.N ?? 0),
    settledByHand: Number(item.settledByHand?.N ?? 0),
    ...(item.settlement?.M ? { settlement: settlementIn(item.settlement.M) } : {}),
    ...sealedPersonal(item),
    ...(form?.B ? { content: unpacked(form.B) } : {}),
    ...(refusal?.S ? { refusal: JSON.parse(refusal.S) as Refusal } : {}),
    ...(fingerprint?.S ? { fingerprint: { digest: fingerprint.S, keyId: fingerprintKey?.S ?? '' } } : {}),
    ...(card?.M
      ? { card: texts(card.M, 'token', 'brand', 'lastFour', 'shopperReference') as unknown as StoredCard }
      : {}),
    ...(payment?.M ? { payment: texts(payment.M, 'means', 'reference', 'operator') as unknown as Payment } : {}),
  };
}
