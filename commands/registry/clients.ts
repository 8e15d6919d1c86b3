import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { KMSClient } from '@aws-sdk/client-kms';
import { placeAsked } from '../place/options.ts';
import type { PlaceAsked } from '../place/where.ts';

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
 * The workplace of an environment, in the nearest Region that answers. Keys are each Region's own: what seals for a Region asks that Region.
 *
 * @throws Error when neither a twin nor AWS is in reach, or no Region answers; UsageError when both are and none was named
 */
export async function workplace(asked: PlaceAsked): Promise<Workplace & { on: 'twin' | 'aws' }> {
  const { sites, site } = await placeAsked(asked);
  const { on, environment, regions } = sites;
  const prefix = `permanence-${environment}`;
  return {
    on,
    environment,
    regions,
    dynamodb: site.dynamodb,
    kms: (region) => sites.kmsOf(region),
    ledgerTable: `${prefix}-ledger`,
    devicesTable: `${prefix}-devices`,
    taxFreeTable: `${prefix}-tax-free`,
    operationsTable: `${prefix}-operations`,
    signingAlias: `alias/${prefix}-signing`,
  };
}
