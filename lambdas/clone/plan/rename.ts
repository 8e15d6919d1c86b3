import { KINDS, type Kind, type Tables } from '../../../domain/tables.ts';
import { CLONE_PREFIX } from '../prefix.ts';
import { CloneRefused } from '../refused.ts';

/** How the name of a live table becomes that of its clone: a prefix in place of its own, or a pattern with captures (`$1`). */
export type RenameRule = { prefix: string } | { pattern: string; to: string };

/** What DynamoDB allows. Source: DynamoDB developer guide, naming rules. */
const TABLE_NAME = /^[A-Za-z0-9_.-]{3,255}$/;

const invalid = (message: string): CloneRefused => new CloneRefused('InvalidClone', message);

/** What the patterns of people may be: long ones are where endless matching hides. */
const LONGEST_PATTERN = 100;

function expressionOf(pattern: string): RegExp {
  if (pattern.length > LONGEST_PATTERN) throw invalid(`rename.pattern has more than ${LONGEST_PATTERN} characters`);
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch {
    throw invalid(`rename.pattern is no regular expression: ${pattern}`);
  }
}

function renamed(rule: RenameRule, kind: Kind, live: string): string {
  if ('prefix' in rule) return rule.prefix + kind;
  const pattern = expressionOf(rule.pattern);
  if (!pattern.test(live)) throw invalid(`rename.pattern does not match ${live}, so that table would have no name`);
  return live.replace(pattern, rule.to);
}

/**
 * The names of a clone's tables.
 *
 * @throws CloneRefused when a name does not begin as clones' do, is none that DynamoDB takes, is the name of a live table, or is given
 * to two tables
 */
export function renamedTables(rule: RenameRule, live: Tables): Tables {
  const names = KINDS.map((kind) => renamed(rule, kind, live[kind]));
  for (const name of names) {
    if (Object.values(live).includes(name)) throw invalid(`${name} is a live table: a clone must not shadow it`);
    if (!name.startsWith(CLONE_PREFIX)) throw invalid(`${name} does not begin with ${CLONE_PREFIX}`);
    if (!TABLE_NAME.test(name)) throw invalid(`${name} is no name that a table can have`);
  }
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw invalid(`the rename rule calls two tables ${twice}`);
  return Object.fromEntries(KINDS.map((kind, i) => [kind, names[i] ?? ''])) as Tables;
}
