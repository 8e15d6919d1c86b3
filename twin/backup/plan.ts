import type { Lifecycle } from './records.ts';

/** A copy that a rule makes of each of its recovery points. */
export interface CopyAction {
  /** ARN of the vault, in this Region or another. */
  readonly destinationVaultArn: string;
  readonly lifecycle?: Lifecycle;
}

/** What a plan does at some hours. */
export interface BackupRule {
  readonly ruleId: string;
  readonly name: string;
  /** `cron(…)` or `rate(…)`. */
  readonly schedule: string;
  /** IANA name of the zone that the schedule counts in; UTC without it. */
  readonly zone?: string;
  /** Name of the vault, in the plan's Region. */
  readonly vault: string;
  readonly lifecycle?: Lifecycle;
  readonly copyActions: readonly CopyAction[];
  /** Tags put on the recovery points. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A backup plan of one Region with its selection worked out. */
export interface BackupPlan {
  readonly planId: string;
  readonly name: string;
  readonly region: string;
  readonly rules: readonly BackupRule[];
  /** Names of the selected tables. */
  readonly tables: readonly string[];
  readonly iamRoleArn: string;
}

/** A vault as a template declares it. */
export interface VaultDeclaration {
  readonly region: string;
  readonly name: string;
  readonly keyArn?: string;
  /** JSON text of the access policy. */
  readonly accessPolicy?: string;
  readonly lock?: {
    readonly minRetentionDays?: number;
    readonly maxRetentionDays?: number;
    readonly changeableForDays?: number;
  };
  readonly notifications?: { readonly topicArn: string; readonly events: readonly string[] };
  readonly tags?: Readonly<Record<string, string>>;
}
