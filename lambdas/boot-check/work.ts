import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Kind } from '../../domain/tables.ts';

/** What a step of the check works with. */
export interface Work {
  /** Reaches the restored tables and, for reads, the live ones; nothing else. */
  client: DynamoDBClient;
  /** The restored table. */
  table: string;
  /** ISO 8601. */
  taken_at: string;
  /** The live table to compare with; undefined when nothing is compared. */
  live: string | undefined;
  /** The tables that stand beside it: of its set where it has one, else the live ones. */
  beside(kind: Kind): string;
}

/** Reads the live table, if it is there: after a disaster it may not be, and a backup is checked all the same. */
export async function ifThere<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if ((error as Error).name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}
