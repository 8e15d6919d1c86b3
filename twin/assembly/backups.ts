import type { BackupPlan, BackupRule, CopyAction, VaultDeclaration } from '../backup/plan.ts';
import type { Lifecycle } from '../backup/records.ts';
import { type Json, type JsonObject, listOf, objectOf, textOf } from './json.ts';
import { idsOf } from './keys.ts';
import type { TablePlan } from './plan.ts';
import type { ResolvedStack } from './resolver.ts';
import { isSelected } from './selection.ts';

/** The backup vaults of a stack. */
export function vaultsOf(resolved: ResolvedStack): VaultDeclaration[] {
  return idsOf(resolved, 'AWS::Backup::BackupVault').map((id) => {
    const { EncryptionKeyArn, AccessPolicy, LockConfiguration, Notifications, BackupVaultTags } =
      resolved.properties(id);
    return {
      region: resolved.stack.region,
      name: resolved.ref(id),
      ...(EncryptionKeyArn === undefined ? {} : { keyArn: String(EncryptionKeyArn) }),
      ...(AccessPolicy === undefined ? {} : { accessPolicy: JSON.stringify(AccessPolicy) }),
      ...(LockConfiguration === undefined ? {} : { lock: lockOf(objectOf(LockConfiguration)) }),
      ...(Notifications === undefined ? {} : { notifications: notificationsOf(objectOf(Notifications)) }),
      tags: textsOf(BackupVaultTags),
    };
  });
}

/** The backup plans of a stack, each with the tables that its selections take. */
export function backupPlansOf(resolved: ResolvedStack, tables: readonly TablePlan[]): BackupPlan[] {
  const selections = idsOf(resolved, 'AWS::Backup::BackupSelection').map(resolved.properties);
  return idsOf(resolved, 'AWS::Backup::BackupPlan').map((id) => {
    const plan = objectOf(resolved.properties(id).BackupPlan);
    const planId = resolved.ref(id);
    const own = selections
      .filter(({ BackupPlanId }) => BackupPlanId === planId)
      .map(({ BackupSelection }) => objectOf(BackupSelection));
    const { region } = resolved.stack;
    return {
      planId,
      name: String(plan.BackupPlanName ?? id),
      region,
      rules: listOf(plan.BackupPlanRule).map((rule, place) => ruleOf(objectOf(rule), `${planId}-${place}`)),
      tables: tables.filter((table) => own.some((one) => isSelected(table, region, one))).map(({ name }) => name),
      iamRoleArn: String(own[0]?.IamRoleArn ?? ''),
    };
  });
}

function ruleOf(rule: JsonObject, ruleId: string): BackupRule {
  const zone = rule.ScheduleExpressionTimezone;
  return {
    ruleId,
    name: String(rule.RuleName ?? ruleId),
    schedule: textOf(rule.ScheduleExpression, `ScheduleExpression of the backup rule ${String(rule.RuleName)}`),
    vault: textOf(rule.TargetBackupVault, `TargetBackupVault of the backup rule ${String(rule.RuleName)}`),
    copyActions: listOf(rule.CopyActions).map((copy) => copyOf(objectOf(copy))),
    ...(zone === undefined ? {} : { zone: String(zone) }),
    ...lifecycleOf(rule),
    ...(rule.RecoveryPointTags === undefined ? {} : { tags: textsOf(rule.RecoveryPointTags) }),
  };
}

const copyOf = (copy: JsonObject): CopyAction => ({
  destinationVaultArn: textOf(copy.DestinationBackupVaultArn, 'DestinationBackupVaultArn'),
  ...lifecycleOf(copy),
});

function lifecycleOf({ Lifecycle: given }: JsonObject): { lifecycle?: Lifecycle } {
  if (given === undefined) return {};
  const { DeleteAfterDays, MoveToColdStorageAfterDays } = objectOf(given);
  return {
    lifecycle: {
      ...numberNamed('DeleteAfterDays', DeleteAfterDays),
      ...numberNamed('MoveToColdStorageAfterDays', MoveToColdStorageAfterDays),
    },
  };
}

const lockOf = ({
  MinRetentionDays,
  MaxRetentionDays,
  ChangeableForDays,
}: JsonObject): VaultDeclaration['lock'] & {} => ({
  ...numberNamed('minRetentionDays', MinRetentionDays),
  ...numberNamed('maxRetentionDays', MaxRetentionDays),
  ...numberNamed('changeableForDays', ChangeableForDays),
});

const notificationsOf = ({ SNSTopicArn, BackupVaultEvents }: JsonObject) => ({
  topicArn: String(SNSTopicArn),
  events: listOf(BackupVaultEvents).map(String),
});

function numberNamed<Name extends string>(name: Name, value: Json | undefined): Partial<Record<Name, number>> {
  return value === undefined ? {} : ({ [name]: Number(value) } as Record<Name, number>);
}

const textsOf = (values: Json | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries(objectOf(values)).map(([name, value]) => [name, String(value)]));
