import { Aws } from 'aws-cdk-lib';
import { AnyPrincipal, type Condition, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type VaultName, vaultArn } from '../names.ts';
import type { Settings, TapeLock } from '../settings.ts';

/** What removes a recovery point, lets it end earlier, or lifts the protection. Vault policies take no wildcard in an action. */
const NEVER = [
  'DeleteBackupVault',
  'DeleteBackupVaultAccessPolicy',
  'DeleteBackupVaultLockConfiguration',
  'DeleteRecoveryPoint',
  'DisassociateRecoveryPoint',
  'PutBackupVaultAccessPolicy',
  'UpdateRecoveryPointLifecycle',
] as const;

const ANY_REGION = '*';

function deny(sid: string, actions: readonly string[], conditions: Record<string, Condition>): PolicyStatement {
  return new PolicyStatement({
    sid,
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: actions.map((action) => `backup:${action}`),
    // A policy cannot name the vault that carries it: CloudFormation would go in a circle.
    resources: ['*'],
    conditions,
  });
}

/** Before the lock binds, it may be made stricter and not looser; after that, AWS Backup itself changes nothing. */
function onlyTighter({ minimumDays, maximumDays }: TapeLock): PolicyStatement[] {
  const change = ['PutBackupVaultLockConfiguration'];
  return [
    deny('NoShorterLock', change, { NumericLessThanIfExists: { 'backup:MinRetentionDays': minimumDays } }),
    deny('NoLongerLock', change, { NumericGreaterThanIfExists: { 'backup:MaxRetentionDays': maximumDays } }),
    deny('NoLockWithoutEnd', change, { Null: { 'backup:MaxRetentionDays': 'true' } }),
  ];
}

/**
 * A vault's own policy: whatever rights somebody was given elsewhere, only the break-glass role deletes, and copies go to the tapes
 * of this environment in this account only. What AWS Backup deletes at the end of its life is not asked for here.
 *
 * @returns nothing for an environment that can be thrown away
 */
export function vaultPolicy(vault: VaultName, settings: Settings): PolicyDocument | undefined {
  const { environment, destroyable, breakGlassRole, backup } = settings;
  if (destroyable) return undefined;
  const breakGlass = `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/${breakGlassRole}`;
  const tapes = vaultArn(environment, 'tape', ANY_REGION);
  return new PolicyDocument({
    statements: [
      deny('NobodyDeletes', NEVER, { ArnNotLike: { 'aws:PrincipalArn': breakGlass } }),
      deny('CopiesStayHere', ['StartCopyJob', 'CopyFromBackupVault'], {
        'ForAnyValue:ArnNotLike': { 'backup:CopyTargets': tapes },
      }),
      ...(vault === 'tape' && backup.tape.lock ? onlyTighter(backup.tape.lock) : []),
    ],
  });
}
