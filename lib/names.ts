import { Aws } from 'aws-cdk-lib';

export const ENVIRONMENTS = ['development', 'staging', 'production'] as const;
export type EnvironmentName = (typeof ENVIRONMENTS)[number];

/** The Regions that serve, by the name that people, stacks and the twin use. */
export const CITY = { 'eu-west-3': 'paris', 'eu-central-1': 'frankfurt' } as const;
export type ServingRegion = keyof typeof CITY;
export type City = (typeof CITY)[ServingRegion];

/** Holds a third copy of every strong write, cannot be read, costs nothing. */
export const WITNESS_REGION = 'eu-west-1';

export type TableName = 'ledger' | 'devices' | 'tax-free' | 'operations';

/** Every table of facts. All of them are backed up. */
export const TABLES: readonly TableName[] = ['ledger', 'devices', 'tax-free', 'operations'];

/** The index of `tax-free` that holds the forms with something due, by the time it is. */
export const DUE_INDEX = 'due';

/** Nothing is exported between Regions: what another Region has is found by a fixed name. */
export function tableName(environment: EnvironmentName, table: TableName): string {
  return `permanence-${environment}-${table}`;
}

export function tableArn(environment: EnvironmentName, table: TableName, region: string): string {
  return `arn:${Aws.PARTITION}:dynamodb:${region}:${Aws.ACCOUNT_ID}:table/${tableName(environment, table)}`;
}

/** What the names of restored tables begin with. No function or machine restores under any other name, or removes one. */
export function restoredPrefix(environment: EnvironmentName): string {
  return `permanence-${environment}-restored-`;
}

/** What the names of everything that belongs to a clone begin with, whichever rule renames its tables. */
export const CLONE_PREFIX = 'permanence-clone-';

/**
 * `data` encrypts tables and topics, `signing` seals the private keys that sign the till chains, `secrets` what opens
 * customs, the acquirer and the fields that name a traveller, `clone` whatever clones hold, so that none of them can open
 * anything of the original; `backup` and `tape` encrypt what lies in the two vaults.
 */
export type KeyPurpose = 'data' | 'signing' | 'secrets' | 'clone' | 'backup' | 'tape';

export function keyAlias(environment: EnvironmentName, purpose: KeyPurpose): string {
  return `alias/permanence-${environment}-${purpose}`;
}

export function keyAliasArn(environment: EnvironmentName, purpose: KeyPurpose, region: string): string {
  return `arn:${Aws.PARTITION}:kms:${region}:${Aws.ACCOUNT_ID}:${keyAlias(environment, purpose)}`;
}

/** What tells the names of two deployments of the service apart: those of an environment, and those of each clone. */
export interface Naming {
  /** What the names of functions and of the API begin with. */
  readonly prefix: string;
  /** The folder of its log groups. */
  readonly logs: string;
}

export function namingOf(environment: EnvironmentName): Naming {
  return { prefix: `permanence-${environment}`, logs: `/permanence/${environment}` };
}

/** `backup` is where a Region's own backups go, `tape` the locked vault with the copies of the other Region's. */
export type VaultName = 'backup' | 'tape';

export function vaultName(environment: EnvironmentName, vault: VaultName): string {
  return `permanence-${environment}-${vault}`;
}

export function vaultArn(environment: EnvironmentName, vault: VaultName, region: string): string {
  return `arn:${Aws.PARTITION}:backup:${region}:${Aws.ACCOUNT_ID}:backup-vault:${vaultName(environment, vault)}`;
}

export function topicArn(environment: EnvironmentName, region: string): string {
  return `arn:${Aws.PARTITION}:sns:${region}:${Aws.ACCOUNT_ID}:permanence-${environment}-alarms`;
}

export function functionName(environment: EnvironmentName, capability: string): string {
  return `permanence-${environment}-${capability}`;
}
