import { readFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';

/** Where an operator's command works: the tables and keys of one environment, by the names its stacks give them. */
export interface Workplace {
  environment: string;
  /** The Regions that serve; a signing key is sealed for each. */
  regions: readonly string[];
  dynamodb: DynamoDBClient;
  kms(region: string): KMSClient;
  ledgerTable: string;
  devicesTable: string;
  taxFreeTable: string;
  operationsTable: string;
  signingAlias: string;
}

/**
 * The workplace of an environment. Region, credentials and endpoints come from the usual AWS variables, so the same command works on AWS
 * and, with the variables the twin writes, on the twin.
 */
export function workplace(environment = process.env.PERMANENCE_ENVIRONMENT ?? 'production'): Workplace {
  const prefix = `permanence-${environment}`;
  const settings = JSON.parse(readFileSync(`settings/${environment}.json`, 'utf8')) as { regions: string[] };
  return {
    environment,
    regions: settings.regions,
    dynamodb: new DynamoDBClient({}),
    kms: (region) => new KMSClient({ region }),
    ledgerTable: `${prefix}-ledger`,
    devicesTable: `${prefix}-devices`,
    taxFreeTable: `${prefix}-tax-free`,
    operationsTable: `${prefix}-operations`,
    signingAlias: `alias/${prefix}-signing`,
  };
}
