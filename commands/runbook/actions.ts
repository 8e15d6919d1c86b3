import { userInfo } from 'node:os';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { answerQuestion, type Question, questionOf } from './approvals.ts';
import type { Asked } from './arguments.ts';
import { followRun } from './follow.ts';
import { showReport } from './report.ts';
import { deployedRunbooks, findRunbook, lastExecutions, startRunbook, stopRunbook } from './runbooks.ts';

const SHOWN = 5;

/** A client by the usual AWS variables, so that the same command works on AWS and, with the variables the twin writes, on the twin. */
const clientOf = ({ region }: Asked): SFNClient => new SFNClient(region === undefined ? {} : { region });

async function status(asked: Asked): Promise<number> {
  const client = clientOf(asked);
  const all = await deployedRunbooks(client, asked.environment);
  for (const deployed of all.filter(({ runbook }) => asked.runbook === undefined || runbook === asked.runbook)) {
    console.log(deployed.runbook);
    for (const { status: state = '', startDate, stopDate, name } of await lastExecutions(client, deployed, SHOWN))
      console.log(
        `  ${state.padEnd(10)} ${startDate?.toISOString()} ${stopDate?.toISOString() ?? 'runs'.padEnd(24)} ${name}`,
      );
  }
  return 0;
}

async function stop(asked: Asked): Promise<number> {
  const client = clientOf(asked);
  const deployed = await findRunbook(client, asked.environment, asked.runbook ?? '');
  const stopped = await stopRunbook(client, deployed, 'stopped by npm run runbook -- stop');
  console.log(stopped.length === 0 ? 'nothing runs' : `stopped ${stopped.join(', ')}`);
  return 0;
}

async function start(asked: Asked): Promise<number> {
  const client = clientOf(asked);
  const execution = await startRunbook(client, await findRunbook(client, asked.environment, asked.what), asked.input);
  console.log(`started ${execution}`);
  if (!asked.follow) return 0;
  const { status: state, output, error, cause } = await followRun(client, execution, console.log);
  if (state !== 'SUCCEEDED') {
    console.error([state, error, cause].filter(Boolean).join(': '));
    return 1;
  }
  console.log(asked.json ? JSON.stringify(JSON.parse(output)) : JSON.stringify(JSON.parse(output), null, 2));
  return 0;
}

/** The executions that may wait to be told something: the one that is named, or those that run of a runbook. */
async function waiting({ environment, runbook = '' }: Asked, client: SFNClient): Promise<string[]> {
  if (runbook.includes(':execution:')) return [runbook];
  const all = await lastExecutions(client, await findRunbook(client, environment, runbook), SHOWN);
  return all.flatMap(({ status: state, executionArn }) => (state === 'RUNNING' && executionArn ? [executionArn] : []));
}

const operationsOf = ({ region, environment }: Asked) => ({
  dynamodb: new DynamoDBClient(region === undefined ? {} : { region }),
  table: `permanence-${environment}-operations`,
});

async function report(asked: Asked): Promise<number> {
  const { runbook = '', run, html } = asked;
  const client = clientOf(asked);
  const last = async () => lastExecutions(client, await findRunbook(client, asked.environment, runbook), SHOWN);
  const runs = run === undefined ? (await last()).flatMap(({ executionArn = [] }) => executionArn) : [run];
  const { dynamodb, table } = operationsOf(asked);
  return showReport(dynamodb, table, { runbook, runs, ...(html === undefined ? {} : { html }) }, console.log);
}

async function questions(asked: Asked, client: SFNClient): Promise<Question[]> {
  const { dynamodb, table } = operationsOf(asked);
  const runs = await waiting(asked, client);
  const found = await Promise.all(runs.map((run) => questionOf(dynamodb, table, run)));
  return found.filter((question) => question !== undefined);
}

/** Shows what a run asks, and answers it unless only asked to show it. */
async function approve(asked: Asked): Promise<number> {
  const client = clientOf(asked);
  const [question] = await questions(asked, client);
  if (question === undefined) {
    console.log('nothing waits for an answer');
    return 1;
  }
  console.log(`${question.run}\n${question.says}\nwaits until ${question.until}`);
  if (asked.answer === undefined) return 0;
  await answerQuestion(client, question, { approved: asked.answer, by: asked.by ?? userInfo().username });
  console.log(asked.answer ? 'approved' : 'refused');
  return 0;
}

const ACTIONS: Readonly<Record<string, (asked: Asked) => Promise<number>>> = { status, stop, approve, report };

/** Does what was asked. @returns the exit code: 1 when the run did not succeed */
export const actOn = (asked: Asked): Promise<number> => (ACTIONS[asked.what] ?? start)(asked);
