import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { questionOf } from '../../../commands/runbook/approvals.ts';
import { environmentOf } from '../../environment.ts';
import type { Running } from '../../runbook/run.ts';
import { workplaceOf } from '../../stock.ts';
import { statusOf } from '../../supervisor/status.ts';
import type { DrillWorld } from './world.ts';

/** How a person answers: by the command that the runbook prints, by the task's token as in the console, or with no. */
export const ANSWERS = ['command', 'token', 'refuse'] as const;
export type AnswerWay = (typeof ANSWERS)[number];

/** What the person was shown, and what became of their answer. */
export interface Decision {
  /** What the command showed of the question. */
  readonly told: string;
  /** When it was shown. */
  readonly toldAt: Date;
  readonly answeredAt: Date;
  readonly way: AnswerWay;
}

/** Who answers in drills. */
export const PERSON = 'Ada';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const RUNBOOK = new URL('../../../docs/runbooks.md', import.meta.url);

/**
 * The commands that the runbook prints for the question, letter by letter, with a name in place of NAME.
 *
 * @throws Error when the runbook prints no such command: then a person at night would not find it either
 */
export function printedCommands(text: string): Readonly<Record<'show' | 'approve' | 'refuse', string>> {
  const [, section = ''] = /\n## failover-waits\n(.*?)\n## /s.exec(text) ?? [];
  const printed = [...section.matchAll(/`(npm run runbook -- approve failover[^`]*)`/g)].map(
    ([, command = '']) => command,
  );
  const one = (what: string, fits: (command: string) => boolean): string => {
    const found = printed.find(fits);
    if (found === undefined) throw new Error(`docs/runbooks.md, failover-waits, prints no command to ${what}`);
    return found.replace('NAME', PERSON);
  };
  return {
    show: one('show what is asked', (command) => command.endsWith('--show')),
    approve: one('approve', (command) => /approve failover --by NAME$/.test(command)),
    refuse: one('refuse', (command) => command.includes('--refuse')),
  };
}

/** Runs a command as it would be typed in a terminal beside the twin, in which Paris is the nearest Region, dead or not. */
function typed(
  { twin, lost }: DrillWorld,
  command: string,
): Promise<{ code: number | null; out: string; err: string }> {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, ...environmentOf(statusOf(twin), lost), PERMANENCE_ON: 'twin' };
  const [program = '', ...words] = command.split(' ');
  const child = spawn(program, words, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.on('data', (text) => out.push(String(text)));
  child.stderr.on('data', (text) => err.push(String(text)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out: out.join(''), err: err.join('') }));
  });
}

const LOOK_MS = 500;
/** The evidence is gathered first. */
const ASKS_WITHIN_MS = 180_000;

/** @returns what the command shows, once it shows a question. @throws Error with its last words when it never does */
async function shown(world: DrillWorld, command: string): Promise<string> {
  let last = '';
  for (const until_ms = Date.now() + ASKS_WITHIN_MS; Date.now() < until_ms; await sleep(LOOK_MS)) {
    const { code, out, err } = await typed(world, command);
    // npm says first what it runs.
    if (code === 0) return out.slice(out.indexOf(out.split('\n').find((line) => line.includes('asks whether')) ?? ''));
    last = `${err}${out}`;
  }
  throw new Error(`"${command}" showed no question: ${last}`);
}

/** As the console does it, and the runbook says: the token of the item, and who it was. */
async function byToken({ twin }: DrillWorld, { client, execution }: Running): Promise<void> {
  const { dynamodb, operationsTable } = workplaceOf(twin.outside);
  const question = await questionOf(dynamodb, operationsTable, execution);
  if (question === undefined) throw new Error(`${execution} asks nothing`);
  const output = JSON.stringify({ approved: true, by: PERSON });
  await client.send(new SendTaskSuccessCommand({ taskToken: question.token, output }));
}

async function answer(world: DrillWorld, running: Running, way: AnswerWay): Promise<void> {
  if (way === 'token') return byToken(world, running);
  const commands = printedCommands(readFileSync(RUNBOOK, 'utf8'));
  const command = way === 'refuse' ? commands.refuse : commands.approve;
  const { code, err } = await typed(world, command);
  if (code !== 0) throw new Error(`"${command}" ended with ${code}: ${err}`);
}

/** A person who reads the question by the printed command and answers it. @throws Error when the question or the answer does not get through */
export async function decide(
  world: DrillWorld,
  running: Running,
  way: AnswerWay,
  say: (line: string) => void,
): Promise<Decision> {
  const { show } = printedCommands(readFileSync(RUNBOOK, 'utf8'));
  const told = await shown(world, show);
  const toldAt = new Date();
  say(`"${show}" says: ${told.split('\n')[0]}`);
  await answer(world, running, way);
  say(`answered by ${way === 'token' ? "the task's token" : 'the printed command'}${way === 'refuse' ? ': no' : ''}`);
  return { told, toldAt, answeredAt: new Date(), way };
}
