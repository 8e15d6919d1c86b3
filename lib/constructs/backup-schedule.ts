import { Duration, Stack } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupSelection, BackupVault } from 'aws-cdk-lib/aws-backup';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { backupRights } from '../backup-access.ts';
import { type BackupRule, backupRules, END_WITHIN_MINUTES, START_WITHIN_MINUTES } from '../backup-rules.ts';
import { type ServingRegion, vaultArn } from '../names.ts';
import type { Settings } from '../settings.ts';
import { BACKUP_TAG } from '../table-settings.ts';
import { WrittenRole } from './written-role.ts';

export interface BackupScheduleProps {
  readonly settings: Settings;
  readonly region: ServingRegion;
  /** The Region's own vault. */
  readonly vault: BackupVault;
}

/** Where a Region's tape is: in the other one, or here when there is no other. */
function tapeRegion({ regions }: Settings, region: ServingRegion): ServingRegion {
  return regions.find((other) => other !== region) ?? region;
}

/** Backs up the Region's own replica of every tagged table, hourly and daily, and copies each result into the other Region's tape. */
export class BackupSchedule extends Construct {
  constructor(scope: Construct, id: string, props: BackupScheduleProps) {
    super(scope, id);
    const { settings, region } = props;
    const { environment, backup } = settings;
    const plan = new BackupPlan(this, 'Plan', {
      backupPlanName: `permanence-${environment}`,
      backupVault: props.vault,
      backupPlanRules: backupRules(backup).map((rule) => this.#rule(rule, props)),
    });
    new BackupSelection(this, 'Selection', {
      backupPlan: plan,
      backupSelectionName: `permanence-${environment}-tagged`,
      resources: [BackupResource.fromTag(BACKUP_TAG, environment)],
      role: this.#role(settings, region),
      disableDefaultBackupPolicy: true,
    });
  }

  #rule({ rule, at, keptDays, copyKeptDays }: BackupRule, { settings, region }: BackupScheduleProps): BackupPlanRule {
    const arn = vaultArn(settings.environment, 'tape', tapeRegion(settings, region));
    const destinationBackupVault = BackupVault.fromBackupVaultArn(this, `Tape-${rule}`, arn);
    return new BackupPlanRule({
      ruleName: rule,
      scheduleExpression: Schedule.cron(at),
      startWindow: Duration.minutes(START_WITHIN_MINUTES),
      completionWindow: Duration.minutes(END_WITHIN_MINUTES),
      deleteAfter: Duration.days(keptDays),
      copyActions: [{ destinationBackupVault, deleteAfter: Duration.days(copyKeptDays) }],
    });
  }

  #role({ environment }: Settings, region: ServingRegion) {
    return new WrittenRole(this, 'Role', {
      service: 'backup',
      description: `How AWS Backup backs up the tables of ${environment} in ${Stack.of(this).region}`,
      rights: backupRights(environment, region),
    }).role;
  }
}
