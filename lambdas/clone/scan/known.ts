import type { FieldKeys } from '../../shared/form-work/field-cipher.ts';
import { openPersonal } from '../../shared/form-work/field-cipher.ts';
import { formRecord } from '../../shared/form-work/form-record.ts';
import { storedEntry } from '../../shared/ledger-item.ts';
import { voucherOfKey } from '../../shared/reference-item.ts';
import type { Row } from '../mask/rows.ts';

/** What must not be found in a clone: a value of the original, and what it is. */
export type Known = Map<string, string>;

/** Too short to say anything by itself. */
const SHORTEST = 2;

function add(known: Known, what: string, ...values: readonly (string | undefined)[]): void {
  for (const value of values) if (value !== undefined && value.length >= SHORTEST) known.set(value, what);
}

const base64 = (bytes: Uint8Array | undefined): string | undefined => bytes && Buffer.from(bytes).toString('base64');

/** What an item of the original ledger says of people and payments, and how it was signed. */
export function knownOfReceipt(row: Row, known: Known): void {
  add(known, 'payment reference', voucherOfKey(row.sk?.S ?? ''));
  if (row.entry?.B === undefined) return;
  const { entry, releasedBy, claim } = storedEntry(row);
  add(known, 'advisor', entry.operator);
  add(known, 'signature', base64(row.signature?.B));
  add(known, 'form id', claim?.form, ...releasedBy.keys());
  if ('reason' in entry) add(known, 'words', entry.reason);
  if ('tenders' in entry) add(known, 'payment reference', ...entry.tenders.map(({ reference }) => reference));
  if (entry.kind !== 'sale') return;
  const reductions = [
    entry.discount,
    ...entry.lines.flatMap(({ discount, priceOverride }) => [discount, priceOverride]),
  ];
  add(known, 'words', ...reductions.map((reduction) => reduction?.reason));
}

/**
 * What an original form says of a traveller, a card, and by what ids the world knows it. Dates alone name nobody, and somebody else's may
 * well be the same.
 */
export async function knownOfForm(row: Row, known: Known, keys: FieldKeys): Promise<void> {
  if (!row.pk?.S?.startsWith('FORM#')) return;
  const form = formRecord(row);
  add(known, 'form id', form.formId, form.content?.corrects);
  add(known, 'customs id', form.customsId, form.slip);
  add(known, 'message id', form.message, form.acknowledged);
  add(known, 'card reference', form.card?.token, form.card?.shopperReference);
  add(known, 'fingerprint', form.fingerprint?.digest);
  add(known, 'receipt hash', ...(form.content?.receipts.map(({ hash }) => hash) ?? []));
  for (const { key, pspReference } of form.attempts.values()) add(known, 'payment reference', key, pspReference);
  if (form.personal === undefined) return;
  const { surname, givenNames, passportNumber } = await openPersonal(keys, form.formId, form.personal);
  add(known, 'name', surname, givenNames);
  add(known, 'passport number', passportNumber);
  add(known, 'sealed field', ...Object.values(form.personal.fields).map(base64));
}

/** Devices, keys and secrets of the original registry. */
export function knownOfRegistry(row: Row, known: Known): void {
  add(known, 'device', row.deviceId?.S);
  add(known, 'key', row.publicKey?.S, row.kid?.S);
  for (const { S } of Object.values(row.sealed?.M ?? {})) add(known, 'secret', S);
}
