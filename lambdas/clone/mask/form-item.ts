import { deflateRawSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { canonicalJson } from '../../../domain/canonical.ts';
import type { Pseudonyms } from '../../../domain/masking/pseudonyms.ts';
import { masked, UnknownMember } from '../../../domain/masking/rule.ts';
import { shardOf } from '../../shared/form-work/due.ts';
import { fingerprintOf, openPersonal, sealPersonal } from '../../shared/form-work/field-cipher.ts';
import type { FormContent } from '../../shared/form-work/form.ts';
import { formKey } from '../../shared/form-work/form-item.ts';
import { type FormRecord, formRecord } from '../../shared/form-work/form-record.ts';
import type { Masking } from './context.ts';
import {
  ATTEMPT_RULES,
  type AttributeRules,
  CARD_RULES,
  CONSENT_RULES,
  CONTENT_RULE,
  ITEM_RULES,
  LOG_RULES,
  PAYMENT_RULES,
} from './form-rules.ts';
import type { Row } from './rows.ts';

/** The hash that a receipt's entry has in the clone; undefined when its ledger does not hold it. */
export type HashOf = (receiptNumber: string) => Promise<string | undefined>;

/** Attributes that are made anew from the form's record. */
const MADE_ANEW = new Set(
  'pk form personal personalKey fingerprint fingerprintKey card cardConsent payment settlement attempts log dueShard clone'.split(
    ' ',
  ),
);

function treated(attributes: Row, rules: AttributeRules, pseudonyms: Pseudonyms): Row {
  const entries = Object.entries(attributes).map(([name, value]): [string, AttributeValue] => {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) throw new UnknownMember(`no rule says what becomes of ${name} on a form`);
    if (rule === 'keep') return [name, value];
    if (value.S === undefined) throw new UnknownMember(`${name} of a form is no text: no rule says what becomes of it`);
    return [name, { S: pseudonyms[rule](value.S) }];
  });
  return Object.fromEntries(entries);
}

const mapOf = (value: AttributeValue | undefined, rules: AttributeRules, pseudonyms: Pseudonyms): AttributeValue => ({
  M: treated(value?.M ?? {}, rules, pseudonyms),
});

function attempts(value: AttributeValue, pseudonyms: Pseudonyms): AttributeValue {
  const entries = Object.entries(value.M ?? {});
  return {
    M: Object.fromEntries(
      entries.map(([key, attempt]) => [pseudonyms.formsIn(key), mapOf(attempt, ATTEMPT_RULES, pseudonyms)]),
    ),
  };
}

/** The form as it was issued, its receipts under the hashes they have in the clone, so that they still belong together. */
async function content(real: FormContent, hashOf: HashOf, pseudonyms: Pseudonyms): Promise<AttributeValue> {
  const other = masked(real, CONTENT_RULE, pseudonyms);
  const receipts = await Promise.all(
    other.receipts.map(async ({ number, hash }) => ({
      number,
      hash: (await hashOf(number)) ?? pseudonyms.reference(hash),
    })),
  );
  return { B: deflateRawSync(canonicalJson({ ...other, receipts })) };
}

/** The traveller's data: opened by the original's key and closed again by the clone's, under the form's other id. */
async function personal(record: FormRecord, formId: string, masking: Masking): Promise<Row> {
  if (record.personal === undefined) return {};
  const keys = { ...masking.originalFieldKeys, fieldKey: async () => masking.fieldKey };
  const real = await openPersonal(keys, record.formId, record.personal);
  const sealed = sealPersonal(masking.fieldKey, formId, masking.pseudonyms.traveller(real));
  const fields = Object.entries(sealed.fields).map(([name, B]): [string, AttributeValue] => [name, { B }]);
  return { personal: { M: Object.fromEntries(fields) }, personalKey: { S: sealed.keyId } };
}

/** Another fingerprint: nobody can send the original's request to the clone and have it known again. */
const fingerprint = (item: Row, { fieldKey }: Masking): Row =>
  item.fingerprint?.S === undefined
    ? {}
    : {
        fingerprint: { S: fingerprintOf(fieldKey, { was: item.fingerprint.S }) },
        fingerprintKey: { S: fieldKey.id },
      };

/**
 * A form as it stands in the clone: under another id, its personal data those of somebody who does not exist.
 *
 * @throws UnknownMember for an attribute that no rule names
 */
export async function formItem(item: Row, hashOf: HashOf, masking: Masking): Promise<Row> {
  const { pseudonyms, name } = masking;
  const record = formRecord(item);
  const formId = pseudonyms.form(record.formId);
  const plain = Object.fromEntries(Object.entries(item).filter(([attribute]) => !MADE_ANEW.has(attribute)));
  return {
    ...treated(plain, ITEM_RULES, pseudonyms),
    ...formKey(formId),
    ...(record.content ? { form: await content(record.content, hashOf, pseudonyms) } : {}),
    ...(await personal(record, formId, masking)),
    ...fingerprint(item, masking),
    ...(item.card ? { card: mapOf(item.card, CARD_RULES, pseudonyms) } : {}),
    ...(item.cardConsent ? { cardConsent: mapOf(item.cardConsent, CONSENT_RULES, pseudonyms) } : {}),
    ...(item.payment ? { payment: mapOf(item.payment, PAYMENT_RULES, pseudonyms) } : {}),
    ...(item.settlement ? { settlement: mapOf(item.settlement, PAYMENT_RULES, pseudonyms) } : {}),
    ...(item.attempts ? { attempts: attempts(item.attempts, pseudonyms) } : {}),
    ...(item.log ? { log: { L: (item.log.L ?? []).map((line) => mapOf(line, LOG_RULES, pseudonyms)) } } : {}),
    ...(item.dueShard ? { dueShard: { S: shardOf(formId) } } : {}),
    clone: { S: name },
  };
}
