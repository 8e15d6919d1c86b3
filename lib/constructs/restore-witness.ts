import { CfnRestoreTestingPlan, CfnRestoreTestingSelection } from 'aws-cdk-lib/aws-backup';
import { Construct } from 'constructs';
import { witnessRights } from '../backup-access.ts';
import { keyAliasArn, type ServingRegion, vaultArn } from '../names.ts';
import type { Settings } from '../settings.ts';
import { BACKUP_TAG } from '../table-settings.ts';
import { WrittenRole } from './written-role.ts';

export interface RestoreWitnessProps {
  readonly settings: Settings;
  readonly region: ServingRegion;
}

/**
 * AWS's own restore testing, a second witness: once a day it restores the youngest recovery point of each table, knows nothing of the
 * shop, and would go on when our machine is broken. Ours tests every recovery point and asks more of it.
 */
export class RestoreWitness extends Construct {
  constructor(scope: Construct, id: string, { settings, region }: RestoreWitnessProps) {
    super(scope, id);
    const { environment } = settings;
    // Letters, digits and underscores are all that its names may have.
    const name = `permanence_${environment}`;
    const plan = new CfnRestoreTestingPlan(this, 'Plan', {
      restoreTestingPlanName: name,
      scheduleExpression: 'cron(0 7 * * ? *)',
      scheduleExpressionTimezone: 'Europe/Paris',
      startWindowHours: 1,
      recoveryPointSelection: {
        algorithm: 'LATEST_WITHIN_WINDOW',
        includeVaults: (['backup', 'tape'] as const).map((vault) => vaultArn(environment, vault, region)),
        recoveryPointTypes: ['SNAPSHOT'],
        selectionWindowDays: 1,
      },
    });
    const selection = new CfnRestoreTestingSelection(this, 'Selection', {
      restoreTestingPlanName: name,
      restoreTestingSelectionName: `${name}_tables`,
      protectedResourceType: 'DynamoDB',
      protectedResourceConditions: {
        stringEquals: [{ key: `aws:ResourceTag/${BACKUP_TAG}`, value: environment }],
      },
      iamRoleArn: this.#role(settings, region).roleArn,
      restoreMetadataOverrides: { encryptionType: 'KMS', kmsMasterKeyArn: keyAliasArn(environment, 'data', region) },
      validationWindowHours: 1,
    });
    selection.addResourceDependency(plan);
  }

  #role({ environment }: Settings, region: ServingRegion) {
    return new WrittenRole(this, 'Role', {
      service: 'backup',
      description: `How AWS's own restore testing restores tables of ${environment} in ${region}`,
      rights: witnessRights(environment, region),
    }).role;
  }
}
