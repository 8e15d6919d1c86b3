import { setTimeout as sleep } from 'node:timers/promises';
import { answerQuestion, questionOf } from '../../../commands/runbook/approvals.ts';
import { followRun } from '../../../commands/runbook/follow.ts';
import type { Counts } from '../../../domain/repair/damage.ts';
import { begin, type Running } from '../../runbook/run.ts';
import { workplaceOf } from '../../stock.ts';
import type { Twin } from '../../supervisor/twin.ts';

/** What the machine ends with. */
export interface Repaired {
  run: string;
  verdict: 'good' | 'partly' | 'planned';
  counts: Counts;
  repaired: number;
  left: Counts;
  shown: string[];
  tables_left: string[];
}

const ASK_EVERY_MS = 500;

/** Approves as an operator does, once the run asks, unless it ends without asking. */
async function approve(twin: Twin, { client, execution }: Running, isOver: () => boolean): Promise<void> {
  const { dynamodb, operationsTable } = workplaceOf(twin.outside);
  while (!isOver()) {
    const question = await questionOf(dynamodb, operationsTable, execution);
    if (question !== undefined) return answerQuestion(client, question, { approved: true, by: 'the drill' });
    await sleep(ASK_EVERY_MS);
  }
}

/** Runs the repair to its end, the approval included. @throws Error with what the machine said, when it breaks off */
export async function repairLedger(
  twin: Twin,
  region: string,
  before: Date,
  say: (line: string) => void,
): Promise<Repaired> {
  const running = await begin(twin, region, 'repair-ledger', { before: before.toISOString(), poll_seconds: 1 });
  let isOver = false;
  const approving = approve(twin, running, () => isOver);
  const { status, output, error, cause } = await followRun(running.client, running.execution, say).finally(() => {
    isOver = true;
  });
  await approving;
  if (status !== 'SUCCEEDED') throw new Error(`the repair is ${status}: ${error}: ${cause}`);
  return JSON.parse(output) as Repaired;
}
