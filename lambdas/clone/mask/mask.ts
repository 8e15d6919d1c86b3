import { keyedPseudonyms, NO_PSEUDONYMS, type Pseudonyms } from '../../../domain/masking/pseudonyms.ts';
import type { Tables } from '../../../domain/tables.ts';
import { createKeyring, type SealedKey } from '../../shared/keyring.ts';
import { SIGNING_KEYS } from '../../shared/registry.ts';
import { createSecrets, type SealedSecret } from '../../shared/sealed.ts';
import { SECRETS } from '../../shared/secrets-registry.ts';
import type { CloneDependencies } from '../dependencies.ts';
import type { EventOf } from '../events.ts';
import type { CloneRecord } from '../life/record.ts';
import { namesOf } from '../plan/clone-plan.ts';
import { CloneRefused } from '../refused.ts';
import { maskChains } from './chain.ts';
import type { Masking } from './context.ts';
import { maskForms } from './forms.ts';
import { maskingContext } from './keys.ts';
import type { Row, Rows } from './rows.ts';

type Held = CloneRecord & { maskingKey?: Uint8Array };

/** @throws CloneRefused WrongState unless this run has the clone in hand */
export async function held({ name, run }: { name: string; run: string }, { clones }: CloneDependencies): Promise<Held> {
  const record = await clones.read(name);
  if (record?.run === run) return record;
  throw new CloneRefused('WrongState', `${name} is not in the hands of ${run}`);
}

const sealedOf = (row: Row): Record<string, string> =>
  Object.fromEntries(Object.entries(row.sealed?.M ?? {}).map(([region, { S = '' }]) => [region, S]));

const keyOf = (row: Row): SealedKey => ({
  kid: row.kid?.S ?? '',
  publicKey: row.publicKey?.S ?? '',
  sealed: sealedOf(row),
  activeFrom: row.activeFrom?.S ?? '',
});

const secretOf = (row: Row): SealedSecret => ({
  name: row.sk?.S ?? '',
  sealed: sealedOf(row),
  activeFrom: row.activeFrom?.S ?? '',
});

/** The clone's own keys, out of its own registry: few, so one page each. */
function ownKeys(rows: Rows, { devices }: Tables, { unseal, region, now }: CloneDependencies) {
  const clock = { unseal, region, now: () => now().getTime() };
  const loadKeys = async () => (await rows.partition(devices, SIGNING_KEYS)).rows.map(keyOf);
  const loadSecrets = async () => (await rows.partition(devices, SECRETS)).rows.map(secretOf);
  return { keyring: createKeyring({ ...clock, loadKeys }), secrets: createSecrets({ ...clock, loadSecrets }) };
}

/** @throws CloneRefused WrongState when the key was thrown away: what was masked by it is done */
async function pseudonymsOf({ plan, maskingKey }: Held, { unseal }: CloneDependencies): Promise<Pseudonyms> {
  if (!plan.masking) return NO_PSEUDONYMS;
  if (maskingKey === undefined) throw new CloneRefused('WrongState', `${plan.name} has no key of pseudonyms any more`);
  return keyedPseudonyms(await unseal(maskingKey, maskingContext(plan.name)));
}

async function maskingOf(record: Held, dependencies: CloneDependencies, isTimeUp: () => boolean): Promise<Masking> {
  const { rows, original } = dependencies;
  const tables = namesOf(record.plan);
  const { keyring, secrets } = ownKeys(rows, tables, dependencies);
  return {
    name: record.plan.name,
    tables,
    rows,
    isTimeUp,
    pseudonyms: await pseudonymsOf(record, dependencies),
    findOriginal: await original.findKey(),
    originalFieldKeys: original.fieldKeys,
    signingKey: await keyring.signingKey(),
    fieldKey: await secrets.fieldKey(),
  };
}

/**
 * Masks one part of a clone, or as much of it as time allows: the answer holds what is left of it.
 *
 * @throws CloneRefused ChainBroken when the backup is not sound
 */
export async function mask(event: EventOf<'mask'>, dependencies: CloneDependencies, isTimeUp: () => boolean) {
  const masking = await maskingOf(await held(event, dependencies), dependencies, isTimeUp);
  if (event.ledger !== undefined) {
    const { rewritten, left } = await maskChains(event.ledger, masking);
    return left === undefined ? { rewritten } : { rewritten, left: { ledger: left } };
  }
  if (event.forms === undefined) throw new CloneRefused('InvalidClone', 'mask needs ledger or forms');
  const { rewritten, left } = await maskForms(event.forms, masking);
  return left === undefined ? { rewritten } : { rewritten, left: { forms: left } };
}
