import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { RestoredSet } from '../events.ts';
import type { Findings } from '../tally.ts';

/** A set whose tables are held against each other. */
export interface Crossing {
  client: DynamoDBClient;
  tables: RestoredSet;
  /** The live forms, which tell a form that was lost from one that was never issued. */
  liveForms: string;
  /** ISO 8601. */
  taken_at: string;
  findings: Findings;
  /** Facts too close to the instant of the backup to be judged, and claims of kiosks that died before their form. */
  edges: number;
}
