import { KINDS, type Kind } from '../../../domain/tables.ts';
import { CLONE_PREFIX } from '../prefix.ts';
import { CloneRefused } from '../refused.ts';
import type { RenameRule } from './rename.ts';

/** What somebody asks for; see docs/clones.md. */
export interface CloneInput {
  name: string;
  /** ISO 8601: the tables as they were then or last before. Absent for the latest there are. */
  instant?: string;
  /** ARNs of recovery points, one of each table, instead of an instant. */
  recovery_points?: readonly string[];
  rename: RenameRule;
  masking: boolean;
  days: number;
  /** The vault to restore from. */
  vault: 'backup' | 'tape';
}

/** As a parameter of its stack is checked: `permanence-clone-<name>-checkout` is the name of a function, of 64 characters at most. */
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const LONGEST_NAME = 24;

/** Nobody needs a clone longer without asking again. [ours] */
export const MOST_DAYS = 30;
const DEFAULT_DAYS = 3;

const MEMBERS = new Set(['mode', 'name', 'instant', 'recovery_points', 'rename', 'masking', 'days', 'vault']);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function demand(holds: boolean, message: string): asserts holds {
  if (!holds) throw new CloneRefused('InvalidClone', message);
}

function renameRule(value: unknown, name: string): RenameRule {
  if (value === undefined) return { prefix: `${CLONE_PREFIX}${name}-` };
  demand(isObject(value), 'rename is {"prefix"} or {"pattern", "to"}');
  const { prefix, pattern, to } = value;
  if (typeof prefix === 'string' && Object.keys(value).length === 1) return { prefix };
  demand(
    typeof pattern === 'string' && typeof to === 'string' && Object.keys(value).length === 2,
    'rename is {"prefix"} or {"pattern", "to"}',
  );
  return { pattern, to };
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

function instantOf(value: unknown, now: Date): { instant?: string } {
  if (value === undefined) return {};
  const isTime = typeof value === 'string' && INSTANT.test(value) && !Number.isNaN(Date.parse(value));
  demand(isTime, 'instant is a time of the calendar with its offset, such as 2026-11-24T05:00:00+01:00');
  demand(Date.parse(value) <= now.getTime(), 'instant is not in the future');
  return { instant: new Date(value).toISOString() };
}

function pointsOf(value: unknown): { recovery_points?: readonly string[] } {
  if (value === undefined) return {};
  const texts = Array.isArray(value) && value.every((one): one is string => typeof one === 'string');
  demand(texts && new Set(value).size === KINDS.length, `recovery_points names ${KINDS.length}, one of each table`);
  return { recovery_points: value };
}

/**
 * Checks what somebody asks for.
 *
 * @throws CloneRefused saying which member is wrong and what it may be
 */
export function cloneInput(value: unknown, now: Date): CloneInput {
  demand(isObject(value), 'the input is an object with at least "name"');
  for (const member of Object.keys(value)) demand(MEMBERS.has(member), `the input has no member ${member}`);
  const { name, masking = true, days = DEFAULT_DAYS, vault = 'backup' } = value;
  demand(
    typeof name === 'string' && NAME.test(name) && name.length <= LONGEST_NAME,
    `name is a small letter, then small letters, digits and single hyphens, at most ${LONGEST_NAME} in all`,
  );
  demand(typeof masking === 'boolean', 'masking is true or false');
  demand(
    typeof days === 'number' && Number.isInteger(days) && days >= 1 && days <= MOST_DAYS,
    `days is a whole number from 1 to ${MOST_DAYS}`,
  );
  demand(vault === 'backup' || vault === 'tape', 'vault is "backup" or "tape"');
  const both = value.instant !== undefined && value.recovery_points !== undefined;
  demand(!both, 'give an instant or recovery points, not both');
  return {
    name,
    rename: renameRule(value.rename, name),
    masking,
    days,
    vault,
    ...instantOf(value.instant, now),
    ...pointsOf(value.recovery_points),
  };
}

/** The kind of the live table that a name or ARN of a table belongs to. */
export const kindOf = (tableArn: string, live: Readonly<Record<Kind, string>>): Kind | undefined =>
  KINDS.find((kind) => tableArn === live[kind] || tableArn.endsWith(`table/${live[kind]}`));
