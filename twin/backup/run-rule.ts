import { ACCOUNT } from '../assembly/identity.ts';
import { tableArn } from './arns.ts';
import { startBackup } from './jobs/backup.ts';
import type { Workplace } from './jobs/workplace.ts';
import type { BackupPlan, BackupRule } from './plan.ts';
import type { BackupJob, CopyJob, Creator, Seconds } from './records.ts';

/** What a rule's hour has begun. */
export interface RuleRun {
  /** The backup jobs as they are now, one per table. */
  readonly backups: () => BackupJob[];
  /** The copy jobs that came of them so far. */
  readonly copies: () => CopyJob[];
}

/** Begins a backup of every table the plan selects, each followed by its copies. */
export function runRule(place: Workplace, plan: BackupPlan, rule: BackupRule, at: Seconds): RuleRun {
  const { store, region } = place;
  const ids = plan.tables.map((table) => {
    const job = startBackup(place, {
      vault: rule.vault,
      resourceArn: tableArn(region, table),
      iamRoleArn: plan.iamRoleArn,
      createdBy: creatorOf(plan, rule),
      tags: rule.tags ?? {},
      copies: rule.copyActions.map(({ destinationVaultArn, lifecycle }) => ({
        destination: destinationVaultArn,
        ...(lifecycle ? { lifecycle } : {}),
      })),
      at,
      ...(rule.lifecycle ? { lifecycle: rule.lifecycle } : {}),
    });
    return job.BackupJobId;
  });
  return {
    backups: () => ids.flatMap((id) => store.backupJobs.get(id) ?? []),
    copies: () => store.copyJobs.all().filter(({ CreatedByBackupJobId = '' }) => ids.includes(CreatedByBackupJobId)),
  };
}

function creatorOf(plan: BackupPlan, rule: BackupRule): Creator {
  return {
    BackupPlanId: plan.planId,
    BackupPlanArn: `arn:aws:backup:${plan.region}:${ACCOUNT}:backup-plan:${plan.planId}`,
    BackupPlanName: plan.name,
    BackupPlanVersion: '1',
    BackupRuleId: rule.ruleId,
    BackupRuleName: rule.name,
    BackupRuleCron: rule.schedule,
    BackupRuleTimezone: rule.zone ?? 'Etc/UTC',
  };
}
