import { pageOf } from '../answers/page.ts';
import { vaultAnswer } from '../answers/points.ts';
import { invalidRequest } from '../errors.ts';
import { createVault } from '../vaults.ts';
import { type Call, type Operations, optional, textsIn } from './call.ts';

const nameIn = ({ path }: Call): string => path.BackupVaultName ?? '';

/** Making, showing and removing vaults. */
export const VAULTS: Operations = {
  'PUT /backup-vaults/{BackupVaultName}': (call) => {
    const { BackupVaultName, BackupVaultArn, CreationDate } = createVault(call.place, {
      name: nameIn(call),
      tags: textsIn(call, 'BackupVaultTags'),
      ...optional(call, 'EncryptionKeyArn', 'keyArn'),
      ...optional(call, 'CreatorRequestId', 'creatorRequestId'),
    });
    return { BackupVaultName, BackupVaultArn, CreationDate };
  },
  'GET /backup-vaults/{BackupVaultName}': (call) =>
    vaultAnswer(call.place.store.vault(nameIn(call)), call.place.store.points.all()),
  'GET /backup-vaults': ({ place: { store }, query }) => {
    const { entries, NextToken } = pageOf(store.vaults.all(), ({ BackupVaultName }) => BackupVaultName, query);
    return { BackupVaultList: entries.map((vault) => vaultAnswer(vault, store.points.all())), NextToken };
  },
  'DELETE /backup-vaults/{BackupVaultName}': (call) => {
    const { store } = call.place;
    const vault = store.vault(nameIn(call));
    if (store.points.all().some(({ BackupVaultArn }) => BackupVaultArn === vault.BackupVaultArn))
      throw invalidRequest('Backup vault cannot be deleted because it contains recovery points.');
    store.vaults.remove(vault.BackupVaultName);
    return undefined;
  },
};
