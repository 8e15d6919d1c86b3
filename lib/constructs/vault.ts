import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BackupVault, BackupVaultEvents, type LockConfiguration } from 'aws-cdk-lib/aws-backup';
import { CfnKey, Key } from 'aws-cdk-lib/aws-kms';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { keyAlias, type VaultName, vaultName } from '../names.ts';
import { nobodyLosesAlone } from '../policies/two-people.ts';
import { vaultPolicy } from '../policies/vault-policy.ts';
import type { Settings } from '../settings.ts';

export interface VaultProps {
  readonly vault: VaultName;
  readonly settings: Settings;
  /** Who hears of jobs that failed and of recovery points that somebody changed. */
  readonly topic: ITopic;
}

const NOTICES = [
  BackupVaultEvents.BACKUP_JOB_FAILED,
  BackupVaultEvents.BACKUP_JOB_EXPIRED,
  BackupVaultEvents.COPY_JOB_FAILED,
  BackupVaultEvents.RECOVERY_POINT_MODIFIED,
];

/** A vault with a key of its own: who can read the tables' key, or lose it, cannot do so with the vault's. */
export class Vault extends Construct {
  readonly vault: BackupVault;

  constructor(scope: Construct, id: string, { vault, settings, topic }: VaultProps) {
    super(scope, id);
    const removalPolicy = settings.destroyable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
    const accessPolicy = vaultPolicy(vault, settings);
    this.vault = new BackupVault(this, 'Vault', {
      backupVaultName: vaultName(settings.environment, vault),
      encryptionKey: this.#key(vault, settings, removalPolicy),
      notificationTopic: topic,
      notificationEvents: NOTICES,
      removalPolicy,
      ...(accessPolicy ? { accessPolicy } : {}),
      ...(vault === 'tape' ? this.#lock(settings) : {}),
    });
  }

  #key(vault: VaultName, settings: Settings, removalPolicy: RemovalPolicy): Key {
    const key = new Key(this, 'Key', {
      alias: keyAlias(settings.environment, vault),
      description: `Encrypts what lies in the vault ${vaultName(settings.environment, vault)}`,
      enableKeyRotation: true,
      removalPolicy,
    });
    for (const statement of nobodyLosesAlone(settings, true)) key.addToResourcePolicy(statement);
    // KMS refuses a policy that its maker could not change again, unless told that this is meant.
    if (!settings.destroyable && key.node.defaultChild instanceof CfnKey)
      key.node.defaultChild.bypassPolicyLockoutSafetyCheck = true;
    return key;
  }

  #lock({ backup: { tape } }: Settings): { lockConfiguration?: LockConfiguration } {
    if (tape.lock === undefined) return {};
    const { minimumDays, maximumDays, changeableForDays } = tape.lock;
    return {
      lockConfiguration: {
        minRetention: Duration.days(minimumDays),
        maxRetention: Duration.days(maximumDays),
        changeableFor: Duration.days(changeableForDays),
      },
    };
  }
}
