import { Aws } from 'aws-cdk-lib';

export const ENVIRONMENTS = ['development', 'staging', 'production'] as const;
export type EnvironmentName = (typeof ENVIRONMENTS)[number];

/** The Regions that serve, by the name that people, stacks and the twin use. */
export const CITY = { 'eu-west-3': 'paris', 'eu-central-1': 'frankfurt' } as const;
export type ServingRegion = keyof typeof CITY;
export type City = (typeof CITY)[ServingRegion];

/** Holds a third copy of every strong write, cannot be read, costs nothing. */
export const WITNESS_REGION = 'eu-west-1';

export type TableName = 'ledger' | 'devices' | 'tax-free';

/** The index of `tax-free` that holds the forms with something due, by the time it is. */
export const DUE_INDEX = 'due';

/** Nothing is exported between Regions: what another Region has is found by a fixed name. */
export function tableName(environment: EnvironmentName, table: TableName): string {
  return `permanence-${environment}-${table}`;
}

export function tableArn(environment: EnvironmentName, table: TableName, region: string): string {
  return `arn:${Aws.PARTITION}:dynamodb:${region}:${Aws.ACCOUNT_ID}:table/${tableName(environment, table)}`;
}

/**
 * `data` encrypts tables and topics, `signing` seals the private keys that sign the till chains, `secrets` what opens
 * customs, the acquirer and the fields that name a traveller.
 */
export type KeyPurpose = 'data' | 'signing' | 'secrets';

export function keyAlias(environment: EnvironmentName, purpose: KeyPurpose): string {
  return `alias/permanence-${environment}-${purpose}`;
}

export function keyAliasArn(environment: EnvironmentName, purpose: KeyPurpose, region: string): string {
  return `arn:${Aws.PARTITION}:kms:${region}:${Aws.ACCOUNT_ID}:${keyAlias(environment, purpose)}`;
}

export function functionName(environment: EnvironmentName, capability: string): string {
  return `permanence-${environment}-${capability}`;
}
