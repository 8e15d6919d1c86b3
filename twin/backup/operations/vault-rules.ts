import { listOf } from '../../assembly/json.ts';
import { invalidParameter, notFound } from '../errors.ts';
import { checkPolicy } from '../policy.ts';
import type { Vault } from '../records.ts';
import { lockVault, unlockVault } from '../vaults.ts';
import { type Call, type Operations, required } from './call.ts';

const vaultIn = ({ place, path }: Call): Vault => place.store.vault(path.BackupVaultName ?? '');

function change(call: Call, part: Partial<Vault>): undefined {
  const vault = vaultIn(call);
  call.place.store.vaults.put(vault.BackupVaultName, { ...vault, ...part });
}

function remove(call: Call, part: 'Policy' | 'Notifications'): undefined {
  const { [part]: _, ...vault } = vaultIn(call);
  call.place.store.vaults.put(vault.BackupVaultName, vault as Vault);
}

function daysIn({ body }: Call, name: string): number | undefined {
  const days = body[name];
  if (days === undefined || days === null) return undefined;
  if (typeof days !== 'number') throw invalidParameter(`${name} must be a number`);
  return days;
}

function lock(call: Call): undefined {
  const [least, most, days] = ['MinRetentionDays', 'MaxRetentionDays', 'ChangeableForDays'].map((name) =>
    daysIn(call, name),
  );
  lockVault(call.place, vaultIn(call).BackupVaultName, {
    ...(least === undefined ? {} : { minRetentionDays: least }),
    ...(most === undefined ? {} : { maxRetentionDays: most }),
    ...(days === undefined ? {} : { changeableForDays: days }),
  });
}

/** Lock, access policy and notifications of vaults. */
export const VAULT_RULES: Operations = {
  'PUT /backup-vaults/{BackupVaultName}/vault-lock': lock,
  'DELETE /backup-vaults/{BackupVaultName}/vault-lock': (call) =>
    void unlockVault(call.place, vaultIn(call).BackupVaultName),
  'PUT /backup-vaults/{BackupVaultName}/access-policy': (call) => {
    const Policy = required(call, 'Policy');
    checkPolicy(Policy);
    return change(call, { Policy });
  },
  'GET /backup-vaults/{BackupVaultName}/access-policy': (call) => {
    const { BackupVaultName, BackupVaultArn, Policy } = vaultIn(call);
    if (Policy === undefined) throw notFound(`The backup vault ${BackupVaultName} has no access policy`);
    return { BackupVaultName, BackupVaultArn, Policy };
  },
  'DELETE /backup-vaults/{BackupVaultName}/access-policy': (call) => remove(call, 'Policy'),
  'PUT /backup-vaults/{BackupVaultName}/notification-configuration': (call) => {
    const BackupVaultEvents = listOf(call.body.BackupVaultEvents).map(String);
    return change(call, { Notifications: { SNSTopicArn: required(call, 'SNSTopicArn'), BackupVaultEvents } });
  },
  'GET /backup-vaults/{BackupVaultName}/notification-configuration': (call) => {
    const { BackupVaultName, BackupVaultArn, Notifications } = vaultIn(call);
    if (!Notifications) throw notFound(`The backup vault ${BackupVaultName} has no notifications`);
    return { BackupVaultName, BackupVaultArn, ...Notifications };
  },
  'DELETE /backup-vaults/{BackupVaultName}/notification-configuration': (call) => remove(call, 'Notifications'),
};
