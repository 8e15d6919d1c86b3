import { readFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { PlaceAsked, Where } from './where.ts';

/** One Region of an environment, with the clients of what commands use there. */
export interface Site {
  readonly region: string;
  readonly dynamodb: DynamoDBClient;
  readonly machines: SFNClient;
  readonly kms: KMSClient;
}

/** The Regions of an environment. */
export interface Sites {
  readonly on: 'twin' | 'aws';
  readonly environment: string;
  /** All Regions that serve, as the settings name them. */
  readonly regions: readonly string[];
  /** Those that this command may use, the nearest first: all, or the one that was named. */
  readonly sites: readonly Site[];
  /** KMS of any Region: what is sealed for a Region is sealed by its own keys, wherever the command works. */
  kmsOf(region: string): KMSClient;
}

/** How long one Region may take to connect, and to answer a request. A dead one never keeps a command for longer. */
const LIMITS = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 2_500, requestTimeout: 10_000, throwOnRequestTimeout: true },
} as const;

/** A Region's clients: on AWS every service is addressed by the Region's name, in a twin by what the twin says. */
function siteOf(where: Where, region: string): Site {
  if (where.on === 'aws') {
    const options = { ...LIMITS, region };
    return {
      region,
      dynamodb: new DynamoDBClient(options),
      machines: new SFNClient(options),
      kms: new KMSClient(options),
    };
  }
  const { credentials, dynamodb, machines, kms } = where.twin;
  const options = { ...LIMITS, region, credentials };
  return {
    region,
    dynamodb: new DynamoDBClient({ ...options, endpoint: dynamodb[region] ?? '' }),
    machines: new SFNClient({ ...options, endpoint: machines }),
    kms: new KMSClient({ ...options, endpoint: kms }),
  };
}

const SETTINGS = new URL('../../settings/', import.meta.url);

/** The Regions of an environment's settings. @throws Error naming the file when there is no such environment */
function regionsOf(environment: string): readonly string[] {
  const file = new URL(`${environment}.json`, SETTINGS);
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { regions: string[] }).regions;
  } catch (cause) {
    throw new Error(`unknown environment '${environment}': settings/${environment}.json cannot be read`, { cause });
  }
}

/** The environment's Regions where the command works, the nearest first: that of AWS_REGION, else the first of the settings. */
export function sitesOf(where: Where, asked: PlaceAsked, variables: NodeJS.ProcessEnv): Sites {
  const own = where.on === 'twin' ? where.twin.environment : variables.PERMANENCE_ENVIRONMENT;
  const environment = asked.environment ?? own ?? 'production';
  const regions = regionsOf(environment);
  const nearest = where.on === 'twin' ? where.twin.region : (variables.AWS_REGION ?? variables.AWS_DEFAULT_REGION);
  const inOrder = [...regions].sort((a, b) => Number(b === nearest) - Number(a === nearest));
  const used = asked.region === undefined ? inOrder : [asked.region];
  return {
    on: where.on,
    environment,
    regions,
    sites: used.map((region) => siteOf(where, region)),
    kmsOf: (region) => siteOf(where, region).kms,
  };
}
