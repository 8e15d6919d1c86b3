import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Finding } from '../../../domain/laws/finding.ts';
import { mayBeSealed, PERSONAL_FIELDS, showsPersonal } from '../../../domain/laws/plain-text.ts';
import type { Item } from '../../shared/ledger-item.ts';

type Say = (law: string, attribute: string, says: string) => Finding;

/** What is erased together when a form was kept long enough. */
const ERASED_TOGETHER = ['personal', 'personalKey', 'fingerprint', 'fingerprintKey', 'card'] as const;

export const isErased = (item: Item): boolean =>
  ERASED_TOGETHER.every((name) => item[name] === undefined) && item.dueShard === undefined && item.dueAt === undefined;

/** All texts of an attribute, however deep. */
function textsIn(value: AttributeValue): string[] {
  if (value.S !== undefined) return [value.S];
  if (value.SS !== undefined) return value.SS;
  const inside = value.L ?? Object.values(value.M ?? {});
  return inside.flatMap(textsIn);
}

/** The traveller's data stand encrypted field by field, all six of them and nothing else. */
function sealedFindings(item: Item, say: Say): Finding[] {
  const fields = item.personal?.M ?? {};
  const names = Object.keys(fields);
  const open = names.filter((name) => fields[name]?.B === undefined || !mayBeSealed(fields[name].B));
  const missing = PERSONAL_FIELDS.filter((name) => !names.includes(name));
  return [
    ...open.map((name) => say('personal-data-plain', `personal.${name}`, 'it is not encrypted')),
    ...missing.map((name) => say('personal-data-shape', `personal.${name}`, 'the field is missing')),
  ];
}

function cardFindings({ card }: Item, say: Say): Finding[] {
  const { token, brand, lastFour, shopperReference } = card?.M ?? {};
  const isWell = token?.S && brand?.S && shopperReference?.S && /^\d{4}$/.test(lastFour?.S ?? '');
  return isWell ? [] : [say('card-shape', 'card', 'it is not a reference of the acquirer')];
}

/** Personal data are encrypted, whole or erased, and stand nowhere else. */
export function privacyFindings(item: Item, isIssued: boolean, say: Say): Finding[] {
  const plain = Object.entries(item)
    .filter(([, value]) => textsIn(value).some(showsPersonal))
    .map(([name]) => say('personal-data-plain', name, 'it shows a passport'));
  if (!isIssued || isErased(item)) return plain;
  const missing = ERASED_TOGETHER.filter((name) => item[name] === undefined);
  return [
    ...plain,
    ...missing.map((name) =>
      say('personal-data-shape', name, 'it is missing, and the others of the traveller are not'),
    ),
    ...(item.personal === undefined ? [] : sealedFindings(item, say)),
    ...(item.card === undefined ? [] : cardFindings(item, say)),
  ];
}
