import { describe, expect, it } from 'vitest';
import type { TableSettings } from '../../domain/morning/fidelity.ts';
import type { BackupRule } from '../../domain/morning/schedule.ts';
import { promisedBackups } from '../../lib/backup-rules.ts';
import { tableSettings } from '../../lib/table-settings.ts';
import { resourcesOf, settingsOf, templatesOf } from './support.ts';

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Condition?: Record<string, Record<string, unknown>>;
}

const production = settingsOf('production');
const templates = templatesOf(production, settingsOf('development'));
const kept = templates.filter(({ stack }) => stack.includes('production'));
const vaults = resourcesOf(kept, 'AWS::Backup::BackupVault');
const tapes = vaults.filter(({ Properties }) => Properties.BackupVaultName === 'permanence-production-tape');

const statementsOf = (policy: unknown): Statement[] => (policy as { Statement: Statement[] }).Statement;
const refused = (statements: readonly Statement[], action: string): Statement[] =>
  statements.filter(({ Effect, Action }) => Effect === 'Deny' && [Action].flat().includes(action));

describe('every vault', () => {
  it('is there twice in each Region, with a key of its own', () => {
    expect(vaults).toHaveLength(4);
    const keys = vaults.map(({ stack, Properties }) => stack + JSON.stringify(Properties.EncryptionKeyArn));
    expect(new Set(keys).size).toBe(4);
  });

  it.each(['DeleteRecoveryPoint', 'DeleteBackupVault', 'UpdateRecoveryPointLifecycle', 'PutBackupVaultAccessPolicy'])(
    'refuses %s to all but the break-glass role',
    (action) => {
      for (const { Properties } of vaults) {
        const [statement, ...others] = refused(statementsOf(Properties.AccessPolicy), `backup:${action}`);
        expect(others).toEqual([]);
        expect(JSON.stringify(statement?.Condition)).toMatch(/^\{"ArnNotLike":.*:role\/permanence-break-glass/);
      }
    },
  );

  it('lets copies go to our own tapes only', () => {
    for (const { Properties } of vaults) {
      const [statement] = refused(statementsOf(Properties.AccessPolicy), 'backup:StartCopyJob');
      expect(JSON.stringify(statement?.Condition)).toMatch(
        /ForAnyValue:ArnNotLike.*:backup-vault:permanence-production-tape/,
      );
    }
  });

  it('uses no wildcard in an action: AWS Backup takes none', () => {
    for (const { Properties } of vaults)
      for (const { Action } of statementsOf(Properties.AccessPolicy))
        for (const action of [Action].flat()) expect(action).not.toContain('*');
  });

  it('says when something failed or was changed', () => {
    for (const { Properties } of vaults)
      expect(Properties.Notifications).toMatchObject({
        BackupVaultEvents: expect.arrayContaining(['BACKUP_JOB_FAILED', 'COPY_JOB_FAILED', 'RECOVERY_POINT_MODIFIED']),
      });
  });

  it('goes with its environment when that can be thrown away, and has no lock then', () => {
    const development = templates.filter(({ stack }) => stack.includes('development'));
    for (const { Properties, DeletionPolicy } of resourcesOf(development, 'AWS::Backup::BackupVault')) {
      expect(DeletionPolicy).toBe('Delete');
      expect(Properties.LockConfiguration).toBeUndefined();
    }
    for (const { DeletionPolicy } of vaults) expect(DeletionPolicy).toBe('Retain');
  });
});

describe('the tape', () => {
  it('is under compliance lock, which takes every copy that the plan makes', () => {
    expect(tapes).toHaveLength(2);
    const { lock, hourlyDays, dailyDays } = production.backup.tape;
    for (const { Properties } of tapes) {
      expect(Properties.LockConfiguration).toEqual({
        MinRetentionDays: lock?.minimumDays,
        MaxRetentionDays: lock?.maximumDays,
        ChangeableForDays: lock?.changeableForDays,
      });
    }
    for (const days of [hourlyDays, dailyDays]) expect(days).toBeGreaterThanOrEqual(lock?.minimumDays ?? Infinity);
  });

  it('takes no looser lock, as long as its lock does not bind', () => {
    for (const { Properties } of tapes)
      expect(refused(statementsOf(Properties.AccessPolicy), 'backup:PutBackupVaultLockConfiguration')).toHaveLength(3);
  });
});

describe('no key', () => {
  const keys = resourcesOf(kept, 'AWS::KMS::Key');
  const ofVaults = keys.filter(({ stack }) => stack.includes('-backup-'));

  it.each(['ScheduleKeyDeletion', 'DisableKey'])('lets one person alone do %s', (action) => {
    expect(keys).toHaveLength(2 * 6);
    for (const { Properties } of keys) {
      const conditions = refused(statementsOf(Properties.KeyPolicy), `kms:${action}`).map(({ Condition }) =>
        Object.keys(Condition ?? {}).join(),
      );
      expect(conditions).toEqual([
        'ArnNotLike',
        'BoolIfExists',
        'StringNotLike',
        'StringNotLike',
        'StringEqualsIgnoreCase',
      ]);
    }
  });

  it('of a vault lets anybody lift that ban alone', () => {
    expect(ofVaults).toHaveLength(4);
    for (const { Properties } of ofVaults) {
      expect(refused(statementsOf(Properties.KeyPolicy), 'kms:PutKeyPolicy')).toHaveLength(5);
      expect(Properties.BypassPolicyLockoutSafetyCheck).toBe(true);
    }
  });
});

interface PlanRule {
  readonly RuleName: string;
  readonly ScheduleExpression: string;
  readonly StartWindowMinutes: number;
  readonly CompletionWindowMinutes: number;
  readonly Lifecycle: { readonly DeleteAfterDays: number };
  readonly CopyActions: readonly { readonly DestinationBackupVaultArn: unknown }[];
}

const plans = resourcesOf(templates, 'AWS::Backup::BackupPlan').map(({ region, stack, Properties }) => ({
  region,
  stack,
  rules: (Properties.BackupPlan as { BackupPlanRule: PlanRule[] }).BackupPlanRule,
}));

describe('the plan of a Region', () => {
  it('copies every backup into the tape of the other Region', () => {
    expect(plans).toHaveLength(3);
    for (const { region, stack, rules } of plans.filter((plan) => plan.stack.includes('production')))
      for (const { CopyActions } of rules) {
        const other = region === 'eu-west-3' ? 'eu-central-1' : 'eu-west-3';
        expect(JSON.stringify(CopyActions)).toContain(`:backup:${other}:`);
        expect(JSON.stringify(CopyActions), stack).toContain(':backup-vault:permanence-production-tape');
      }
  });

  it('does what the morning expects of it, when it expects it', () => {
    const promised: BackupRule[] = promisedBackups(production.backup);
    for (const { rules } of plans) {
      expect(rules.map(({ RuleName, ScheduleExpression }) => [RuleName, ScheduleExpression])).toEqual(
        promised.map(({ rule, cron }) => [rule, cron]),
      );
      for (const { CompletionWindowMinutes, StartWindowMinutes } of rules) {
        expect(CompletionWindowMinutes).toBeLessThanOrEqual(promised[0]?.due_minutes ?? 0);
        expect(StartWindowMinutes).toBeLessThan(CompletionWindowMinutes);
      }
    }
  });

  it('has its daily copies in the tape before the morning begins, in summer too', () => {
    const daily = promisedBackups(production.backup).find(({ rule }) => rule === 'daily');
    const [, minute, hour] = /^cron\((\d+) (\d+) /.exec(daily?.cron ?? '') ?? [];
    const due = Number(hour) * 60 + Number(minute) + (daily?.copy_due_minutes ?? Infinity);
    expect(due).toBeLessThanOrEqual(24 * 60 + 3 * 60);
  });
});

describe('the settings that a restore drops', () => {
  interface Replica {
    readonly Region: string;
    readonly DeletionProtectionEnabled: boolean;
    readonly PointInTimeRecoverySpecification: { readonly RecoveryPeriodInDays: number };
    readonly ContributorInsightsSpecification: { readonly Enabled: boolean };
    readonly ResourcePolicy: unknown;
    readonly Tags: readonly { readonly Key: string; readonly Value: string }[];
  }

  it('are told to the morning as the templates have them', () => {
    const told: TableSettings = tableSettings(production, 'eu-central-1');
    for (const { Properties } of resourcesOf(kept, 'AWS::DynamoDB::GlobalTable')) {
      const replicas = Properties.Replicas as Replica[];
      const own = replicas.find(({ Region }) => Region === 'eu-central-1');
      const stream = Properties.StreamSpecification as { StreamViewType: string } | undefined;
      const set: TableSettings = {
        recovery_days: own?.PointInTimeRecoverySpecification.RecoveryPeriodInDays ?? 0,
        deletion_protection: own?.DeletionProtectionEnabled ?? false,
        table_class: 'STANDARD',
        billing: String(Properties.BillingMode),
        stream: stream?.StreamViewType ?? 'none',
        time_to_live: Properties.TimeToLiveSpecification === undefined ? 'none' : 'some',
        resource_policy: own?.ResourcePolicy !== undefined,
        contributor_insights: own?.ContributorInsightsSpecification.Enabled ?? false,
        replicas: replicas.map(({ Region }) => Region).filter((region) => region !== 'eu-central-1'),
        tags: Object.fromEntries((own?.Tags ?? []).map(({ Key, Value }) => [Key, Value])),
      };
      expect(told).toEqual(set);
    }
  });
});

describe("AWS's own restore testing", () => {
  it('looks at every table of both vaults once a day, in every Region', () => {
    const witnesses = resourcesOf(kept, 'AWS::Backup::RestoreTestingPlan');
    expect(witnesses).toHaveLength(2);
    for (const { Properties } of witnesses) {
      expect(JSON.stringify(Properties.RecoveryPointSelection)).toMatch(/production-backup.*production-tape/);
      expect(Properties.ScheduleExpressionTimezone).toBe('Europe/Paris');
    }
    for (const { Properties } of resourcesOf(kept, 'AWS::Backup::RestoreTestingSelection'))
      expect(Properties.ProtectedResourceConditions).toEqual({
        StringEquals: [{ Key: 'aws:ResourceTag/permanence:backup', Value: 'production' }],
      });
  });
});
