import { ACCOUNT } from '../assembly/identity.ts';
import { vaultArn } from './arns.ts';
import { alreadyExists, invalidParameter, invalidRequest } from './errors.ts';
import type { Workplace } from './jobs/workplace.ts';
import type { VaultDeclaration } from './plan.ts';
import { checkPolicy } from './policy.ts';
import type { Seconds, Vault, VaultLock } from './records.ts';

const DAY_S = 86_400;

/** The cooling-off time before a lock binds everybody (AWS Backup Developer Guide, "AWS Backup Vault Lock"). */
const LEAST_CHANGEABLE_DAYS = 3;

/**
 * Makes a vault.
 * @throws AlreadyExistsException, InvalidParameterValueException
 */
export function createVault(
  { store, region, now }: Workplace,
  wish: { name: string; keyArn?: string; creatorRequestId?: string; tags?: Readonly<Record<string, string>> },
): Vault {
  const { name, keyArn = `arn:aws:kms:${region}:${ACCOUNT}:alias/aws/backup`, creatorRequestId, tags = {} } = wish;
  if (!/^[\w-]{2,50}$/.test(name)) throw invalidParameter(`Invalid backup vault name: ${name}`);
  const existing = store.vaults.get(name);
  if (existing && (creatorRequestId === undefined || existing.CreatorRequestId !== creatorRequestId))
    throw alreadyExists(`Backup vault with the same name already exists: ${name}`);
  const vault: Vault = existing ?? {
    BackupVaultName: name,
    BackupVaultArn: vaultArn(region, name),
    EncryptionKeyArn: keyArn,
    CreationDate: now(),
    Tags: tags,
    ...(creatorRequestId === undefined ? {} : { CreatorRequestId: creatorRequestId }),
  };
  store.vaults.put(name, vault);
  return vault;
}

/**
 * Locks a vault, in compliance mode when `changeableForDays` says for how long the lock can still be taken back.
 * @throws InvalidRequestException when an earlier lock binds already, InvalidParameterValueException
 */
export function lockVault(
  { store, now }: Workplace,
  name: string,
  { minRetentionDays: least, maxRetentionDays: most, changeableForDays: days }: NonNullable<VaultDeclaration['lock']>,
): void {
  const vault = store.vault(name);
  refuseWhenBound(vault, now());
  if (days !== undefined && days < LEAST_CHANGEABLE_DAYS)
    throw invalidParameter(`ChangeableForDays must be at least ${LEAST_CHANGEABLE_DAYS}`);
  if ((least ?? 1) < 1 || (least ?? 1) > (most ?? Number.POSITIVE_INFINITY))
    throw invalidParameter('MinRetentionDays must be at least 1 and not more than MaxRetentionDays');
  const Lock: VaultLock = {
    ...(least === undefined ? {} : { MinRetentionDays: least }),
    ...(most === undefined ? {} : { MaxRetentionDays: most }),
    ...(days === undefined ? {} : { LockDate: now() + days * DAY_S }),
  };
  store.vaults.put(name, { ...vault, Lock });
}

/**
 * Takes a vault's lock away.
 * @throws InvalidRequestException when the lock binds
 */
export function unlockVault({ store, now }: Workplace, name: string): void {
  const { Lock: _, ...vault } = store.vault(name);
  refuseWhenBound(store.vault(name), now());
  store.vaults.put(name, vault);
}

function refuseWhenBound({ BackupVaultName, Lock }: Vault, now: Seconds): void {
  if (Lock?.LockDate !== undefined && now >= Lock.LockDate)
    throw invalidRequest(`Vault Lock of ${BackupVaultName} is immutable and cannot be changed or deleted`);
}

/** Makes a vault as a template declares it; one that an earlier life of the twin made keeps its creation and its lock date. */
export function declareVault(place: Workplace, declaration: VaultDeclaration): void {
  const { name, keyArn, accessPolicy, lock, notifications, tags } = declaration;
  const { store } = place;
  if (!store.vaults.get(name)) createVault(place, { name, ...(keyArn ? { keyArn } : {}), ...(tags ? { tags } : {}) });
  if (accessPolicy !== undefined) {
    checkPolicy(accessPolicy);
    store.vaults.put(name, { ...store.vault(name), Policy: accessPolicy });
  }
  if (notifications) {
    const Notifications = { SNSTopicArn: notifications.topicArn, BackupVaultEvents: notifications.events };
    store.vaults.put(name, { ...store.vault(name), Notifications });
  }
  if (lock && !store.vault(name).Lock) lockVault(place, name, lock);
}
