import { createHash } from 'node:crypto';
import { KINDS, type Kind, type Tables } from '../../../domain/tables.ts';
import { CLONE_PREFIX } from '../prefix.ts';
import type { CloneInput } from './input.ts';
import type { RecoverySet } from './recovery-points.ts';

/** One table of a clone. */
export interface PlannedTable {
  kind: Kind;
  table: string;
  recovery_point: string;
  taken_at: string;
  size_bytes: number;
}

/** What a clone is to be. Times are ISO 8601 in UTC. */
export interface ClonePlan {
  name: string;
  region: string;
  tables: readonly PlannedTable[];
  /** The latest instant of the recovery points: nothing in the tables is younger. */
  taken_at: string;
  masking: boolean;
  created_at: string;
  expires_at: string;
  stack: string;
  /** On everything that the clone is made of. */
  tags: readonly { Key: string; Value: string }[];
}

/** As a tag's value and as a stack's parameter. */
export const namesOf = ({ tables }: ClonePlan): Tables =>
  Object.fromEntries(tables.map(({ kind, table }) => [kind, table])) as Tables;

const CLONE_TAG = 'permanence:clone';
const EXPIRES_TAG = 'permanence:expires';

const DAY_MS = 86_400_000;

export function clonePlan(input: CloneInput, names: Tables, set: RecoverySet, region: string, now: Date): ClonePlan {
  const expires_at = new Date(now.getTime() + input.days * DAY_MS).toISOString();
  return {
    name: input.name,
    region,
    tables: KINDS.map((kind) => {
      const { arn, taken_at, size_bytes } = set.points[kind];
      return { kind, table: names[kind], recovery_point: arn, taken_at, size_bytes };
    }),
    taken_at: set.taken_at,
    masking: input.masking,
    created_at: now.toISOString(),
    expires_at,
    stack: CLONE_PREFIX + input.name,
    tags: [
      { Key: CLONE_TAG, Value: input.name },
      { Key: EXPIRES_TAG, Value: expires_at },
    ],
  };
}

/** A token by which AWS Backup knows a repeated request to restore: another one for each attempt at the clone. */
export const restoreToken = ({ created_at }: ClonePlan, table: string, attempt: number): string =>
  createHash('sha256').update(`${table} ${created_at} ${attempt}`).digest('hex').slice(0, 32);
