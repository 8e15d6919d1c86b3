import { createMorning } from '../../../lambdas/morning/morning.ts';
import type { Answer } from '../state-machines/answers.ts';
import { fail } from '../state-machines/answers.ts';
import { type Outcome, runScenario } from '../state-machines/scenario.ts';
import { BEGAN, type MorningWorld, morningWorld } from './world.ts';

interface Job {
  recovery_point: string;
  table: string;
  looks: number;
}

const TALLY = { items: 100, entries: 90, findings: [], findings_count: 0 };
const CHECK = { boots: true, findings: [], findings_count: 0, items: 200, entries: 180, compared: true };

/** Answers by resource, or by function and step: `BootCheck:plan`. */
export type Answers = Readonly<Record<string, Answer>>;

/** A restore takes two looks and two minutes, unless a scenario answers otherwise. */
function backupAnswers(world: MorningWorld): Record<string, Answer> {
  const jobs: Job[] = [];
  return {
    'backup:startRestoreJob': ({ RecoveryPointArn, Metadata }) => {
      const table = String((Metadata as { targetTableName: string }).targetTableName);
      jobs.push({ recovery_point: String(RecoveryPointArn), table, looks: 0 });
      return { RestoreJobId: String(jobs.length - 1) };
    },
    'backup:describeRestoreJob': ({ RestoreJobId }) => {
      const job = jobs[Number(RestoreJobId)] as Job;
      job.looks += 1;
      if (job.looks < 2) return { Status: 'RUNNING', CreationDate: BEGAN };
      world.restored.add(job.table);
      return { Status: 'COMPLETED', CreationDate: BEGAN, CompletionDate: '2026-11-24T04:02:00.000Z' };
    },
    'backup:putRestoreValidationResult': () => ({}),
    'dynamodb:deleteTable': ({ TableName }) => {
      if (!world.restored.delete(String(TableName))) throw fail('DynamoDb.ResourceNotFoundException');
      return {};
    },
    'dynamodb:describeTable': ({ TableName }) => {
      if (!world.restored.has(String(TableName))) throw fail('DynamoDb.ResourceNotFoundException');
      return { Table: { TableStatus: 'ACTIVE' } };
    },
  };
}

/** The functions beside the morning's, all well. */
export const FUNCTIONS: Record<string, Answer> = {
  'Runs:begin': () => ({ started_at: BEGAN, sequence: 1, hash: 'h' }),
  'Runs:extend': () => ({ until: BEGAN }),
  'Runs:end': () => ({ sequence: 2, hash: 'h' }),
  'BootCheck:plan': () => ({ parts: [{ n: 0 }, { n: 1 }] }),
  'BootCheck:part': () => ({ tally: TALLY }),
  'BootCheck:conclude': () => CHECK,
  'BootCheck:cross': () => ({ holds: true, findings: [], findings_count: 0 }),
  'BootCheck:serve': () => ({ serves: true, findings: [], findings_count: 0 }),
};

/** Every token of the machine. */
export const TOKENS = {
  ...{ RunsFunction: 'Runs', BootCheckFunction: 'BootCheck', MorningFunction: 'Morning' },
  ...{ RestoreRoleArn: 'arn:aws:iam::000000000000:role/restore', DataKeyArn: 'arn:key', Version: 'v1' },
  Region: 'eu-west-3',
};

/** Runs the restore test over a world, with some tasks answered otherwise; the morning function is the real one. */
export function restoreTest(otherwise: Answers = {}, input: object = {}, world = morningWorld()): Promise<Outcome> {
  const morning = createMorning(world.dependencies);
  const known: Record<string, Answer> = { ...backupAnswers(world), ...FUNCTIONS };
  const counts = new Map<string, number>();
  return runScenario({
    file: 'restore-test',
    tokens: TOKENS,
    input: JSON.parse(JSON.stringify(input)),
    answers: (resource, given) => {
      const name = 'step' in given ? `${resource}:${String(given.step)}` : resource;
      const n = counts.get(name) ?? 0;
      counts.set(name, n + 1);
      const usual: Answer = known[name] ?? (() => morning(given));
      return (input_: typeof given) => (otherwise[name]?.(input_, n) ?? usual(input_, n)) as unknown;
    },
  });
}
