import { rmSync } from 'node:fs';
import { isAsked, isWithin, pageOf } from '../answers/page.ts';
import { pointAnswer, pointOfResourceAnswer } from '../answers/points.ts';
import { accessDenied, invalidRequest, notFound } from '../errors.ts';
import { denies } from '../policy.ts';
import type { Point } from '../records.ts';
import { isHeld } from '../retention.ts';
import type { Call, Operations } from './call.ts';

const pointIn = ({ place: { store }, path }: Call): Point => {
  store.vault(path.BackupVaultName ?? '');
  return store.point(path.RecoveryPointArn ?? '', path.BackupVaultName);
};
const nameOf = ({ RecoveryPointArn }: Point): string => RecoveryPointArn;

function pointsOfVault({ place: { store }, path, query }: Call): object {
  const vault = store.vault(path.BackupVaultName ?? '');
  const found = store.points
    .all()
    .filter(
      (point) =>
        point.BackupVaultName === vault.BackupVaultName &&
        isWithin(query, point.CreationDate) &&
        isAsked(query, 'resourceArn', point.ResourceArn) &&
        isAsked(query, 'resourceType', 'DynamoDB') &&
        isAsked(query, 'backupPlanId', point.CreatedBy?.BackupPlanId),
    );
  const { entries, NextToken } = pageOf(found, nameOf, query);
  return { RecoveryPoints: entries.map(pointAnswer), NextToken };
}

/** The point's own policy is its vault's; a lock keeps it whoever asks. */
function deletePoint(call: Call): undefined {
  const { store, now } = call.place;
  const point = pointIn(call);
  const vault = store.vault(point.BackupVaultName);
  const { principal } = call;
  const action = 'backup:DeleteRecoveryPoint';
  if (denies(vault.Policy, { action, resource: point.RecoveryPointArn, principal }))
    throw accessDenied(
      `User: ${principal} is not authorized to perform: ${action} on resource: ${point.RecoveryPointArn} with an explicit deny in a resource-based policy`,
    );
  if (isHeld(vault, point, now()))
    throw invalidRequest(
      `Recovery point ${point.RecoveryPointArn} cannot be deleted: the backup vault ${vault.BackupVaultName} is locked`,
    );
  if (point.Status !== 'COMPLETED') throw invalidRequest('Recovery point is being created and cannot be deleted');
  store.points.remove(point.RecoveryPointArn);
  rmSync(store.archiveOf(point.RecoveryPointArn), { force: true });
}

function metadata(call: Call): object {
  const { RecoveryPointArn, BackupVaultArn, ResourceName, EncryptionKeyArn, Content } = pointIn(call);
  if (!Content) throw notFound(`Recovery point not found: ${RecoveryPointArn}`);
  const RestoreMetadata = { originalTableName: ResourceName, encryptionType: 'KMS', kmsMasterKeyArn: EncryptionKeyArn };
  return { BackupVaultArn, RecoveryPointArn, ResourceType: 'DynamoDB', RestoreMetadata };
}

/** Looking at recovery points and deleting them. */
export const POINTS: Operations = {
  'GET /backup-vaults/{BackupVaultName}/recovery-points': pointsOfVault,
  'GET /backup-vaults/{BackupVaultName}/recovery-points/{RecoveryPointArn}': (call) => pointAnswer(pointIn(call)),
  'GET /backup-vaults/{BackupVaultName}/recovery-points/{RecoveryPointArn}/restore-metadata': metadata,
  'DELETE /backup-vaults/{BackupVaultName}/recovery-points/{RecoveryPointArn}': deletePoint,
  'GET /resources/{ResourceArn}/recovery-points': ({ place: { store }, path, query }) => {
    const found = store.points.all().filter(({ ResourceArn }) => ResourceArn === path.ResourceArn);
    const { entries, NextToken } = pageOf(found, nameOf, query);
    return { RecoveryPoints: entries.map(pointOfResourceAnswer), NextToken };
  },
};
