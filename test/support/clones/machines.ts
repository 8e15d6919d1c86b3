import { readFileSync } from 'node:fs';
import type { JsonObject } from '../../../twin/step-functions/json.ts';
import { type Outcome, runScenario } from '../state-machines/scenario.ts';
import { tokensIn } from '../state-machines/tokens.ts';

export type MachineName = 'clone-environment' | 'repair-clone' | 'remove-clone';

/** Answers by what is asked: `Clone:plan`, `Clone:mark:serving`, `Runs:begin`, `BootCheck:serve`, `dynamodb:describeTable`. */
export type Otherwise = Readonly<Record<string, unknown>>;

const TOKENS: Readonly<Record<string, string>> = {
  RunsFunction: 'Runs',
  CloneFunction: 'Clone',
  BootCheckFunction: 'BootCheck',
  Region: 'eu-west-3',
  Account: '000000000000',
  Partition: 'aws',
  Prefix: 'permanence-test',
  Version: '0123456789abcdef',
  RestoreRoleArn: 'arn:aws:iam::000000000000:role/restore',
  DataKeyArn: 'arn:aws:kms:eu-west-3:000000000000:alias/data',
  CloneTemplateUrl: 'https://templates.invalid/clone.json',
};

export const OLD_RUN = 'arn:aws:states:eu-west-3:000000000000:execution:clone-environment:old';
const NAMES = Object.fromEntries(
  ['ledger', 'devices', 'tax-free', 'operations'].map((kind) => [kind, `permanence-clone-july-${kind}`]),
);

/** A plan of one table, so that a path is one line. */
export const PLAN = {
  name: 'july',
  attempt: 1,
  names: NAMES,
  stack: 'permanence-clone-july',
  taken_at: '2026-11-24T03:00:00.000Z',
  expires_at: '2026-11-27T04:00:00.000Z',
  masking: true,
  tags: [{ Key: 'permanence:clone', Value: 'july' }],
  tables: [
    {
      kind: 'ledger',
      table: NAMES.ledger,
      recovery_point: 'arn:one',
      taken_at: '2026-11-24T03:00:00.000Z',
      token: 'token-1',
    },
  ],
};

/** What the function answers when it is asked for a clone. */
export const seen = (state: string, more: object = {}) => ({
  name: 'july',
  state,
  run: OLD_RUN,
  attempt: 1,
  way: 'finish',
  stack: PLAN.stack,
  tables: [NAMES.ledger],
  expires_at: PLAN.expires_at,
  cost: { so_far_usd: 0.01 },
  ...more,
});

export const absent = Object.assign(new Error('not there'), { name: 'DynamoDb.ResourceNotFoundException' });
export const noStack = Object.assign(new Error('Stack with id permanence-clone-july does not exist'), {
  name: 'CloudFormation.CloudFormationException',
});
const ACTIVE = { Table: { TableStatus: 'ACTIVE', TableArn: 'arn:table' } };
const standing = (StackStatus: string) => ({
  Stacks: [
    { StackStatus, StackId: 'arn:stack', Outputs: [{ OutputKey: 'Url', OutputValue: 'https://july.invalid/' }] },
  ],
});
export const stack = standing;

/** How the world answers when all goes well; each key's answers one after the other, the last one from then on. */
const WELL: Readonly<Record<MachineName, Readonly<Record<string, unknown>>>> = {
  'clone-environment': {
    'dynamodb:describeTable': [absent, ACTIVE],
    'dynamodb:tagResource': {},
    'backup:startRestoreJob': { RestoreJobId: 'job-1' },
    'backup:describeRestoreJob': [{ Status: 'RUNNING' }, { Status: 'COMPLETED' }],
    'cloudformation:createStack': { StackId: 'arn:stack' },
    'cloudformation:describeStacks': [standing('CREATE_IN_PROGRESS'), standing('CREATE_COMPLETE')],
  },
  'remove-clone': {
    'dynamodb:deleteTable': {},
    'dynamodb:describeTable': [ACTIVE, absent],
    'cloudformation:describeStacks': [
      standing('CREATE_COMPLETE'),
      standing('DELETE_IN_PROGRESS'),
      standing('DELETE_COMPLETE'),
    ],
    'cloudformation:deleteStack': {},
    'sfn:describeExecution': { Status: 'FAILED' },
  },
  'repair-clone': {
    'sfn:describeExecution': [{ Status: 'FAILED' }, { Status: 'RUNNING' }, { Status: 'SUCCEEDED' }],
    'sfn:startExecution': { ExecutionArn: 'arn:child' },
  },
};

const ALWAYS: Readonly<Record<string, unknown>> = {
  'Runs:begin': { started_at: '2026-11-24T04:00:00.000Z', sequence: 1, hash: 'h' },
  'Runs:note': { sequence: 2, hash: 'h' },
  'Runs:end': { sequence: 3, hash: 'h' },
  'Clone:plan': PLAN,
  'Clone:rekey': { deleted: 3 },
  'Clone:share': { ledger: [{ chains: ['TILL#HAUSSMANN#1'] }], forms: [{ segment: 0, of: 1 }] },
  'Clone:mask': { rewritten: 5 },
  'Clone:masked': {},
  'Clone:look': seen('broken'),
  'Clone:due': { clones: [seen('serving')], without_record: [] },
  'Clone:coming': { restores: 0 },
  'BootCheck:plan': { parts: [{ n: 1 }] },
  'BootCheck:part': { tally: { items: 1 } },
  'BootCheck:conclude': { boots: true, items: 1, findings: [], findings_count: 0 },
  'BootCheck:cross': { holds: true, findings: [], findings_count: 0, edges: 0 },
  'BootCheck:serve': { serves: true, findings: [], findings_count: 0, outbound_refused: 3 },
};

/** What a call is known by. */
function askedFor(resource: string, input: JsonObject): string {
  if (resource.includes(':')) return resource;
  return [resource, input.step, ...(input.to === undefined ? [] : [input.to])].join(':');
}

/** Runs one of the machines of clones in a world where all goes well but for what is said otherwise. */
export function runMachine(
  file: MachineName,
  otherwise: Otherwise = {},
  input: object = { name: 'july' },
): Promise<Outcome> {
  const counts = new Map<string, number>();
  const tokens = tokensIn(readFileSync(`statemachines/${file}.asl.json`, 'utf8'));
  return runScenario({
    file,
    input: input as JsonObject,
    tokens: Object.fromEntries(tokens.map((token) => [token, TOKENS[token] ?? token])),
    answers: (resource, given) => {
      const key = askedFor(resource, given);
      const n = counts.get(key) ?? 0;
      counts.set(key, n + 1);
      const mark = key.startsWith('Clone:mark:') ? seen(key.slice('Clone:mark:'.length)) : undefined;
      const answer = otherwise[key] ?? WELL[file][key] ?? ALWAYS[key] ?? mark;
      if (typeof answer === 'function') return answer(given, n);
      return Array.isArray(answer) ? answer[Math.min(n, answer.length - 1)] : answer;
    },
  });
}

/** The payloads of the calls that were asked for by a key, in order. */
export const callsOf = ({ calls }: Outcome, key: string): JsonObject[] =>
  calls
    .map(({ resource, input }) => ({ resource, input: input as JsonObject }))
    .filter(({ resource, input }) => askedFor(resource, input) === key)
    .map(({ input }) => input);
