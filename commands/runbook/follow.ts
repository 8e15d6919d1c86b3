import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  type SFNClient,
} from '@aws-sdk/client-sfn';

/** Step Functions allows 15 DescribeExecution and 20 GetExecutionHistory a second and account. */
const POLL_MS = 1_000;
const PAGE = 1_000;

/** How a run ended. */
export interface Ended {
  readonly status: string;
  /** JSON text; empty when it failed. */
  readonly output: string;
  readonly error?: string;
  readonly cause?: string;
}

/** The events after an id, oldest first: read from the newest back, because a history only grows at its end. */
async function eventsAfter(client: SFNClient, executionArn: string, last: number): Promise<HistoryEvent[]> {
  const found: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const command = new GetExecutionHistoryCommand({
      executionArn,
      reverseOrder: true,
      maxResults: PAGE,
      includeExecutionData: false,
      ...(nextToken === undefined ? {} : { nextToken }),
    });
    const page = await client.send(command);
    const news = (page.events ?? []).filter(({ id = 0 }) => id > last);
    found.push(...news);
    nextToken = news.length > 0 && news.length === page.events?.length ? page.nextToken : undefined;
  } while (nextToken !== undefined);
  return found.reverse();
}

function lineOf({ timestamp, stateEnteredEventDetails: entered }: HistoryEvent): string | undefined {
  return entered && `${timestamp?.toISOString().slice(11, 19)} ${entered.name}`;
}

const endedBy = ({ status, output = '', error, cause }: DescribeExecutionOutput): Ended => ({
  status: status ?? 'UNKNOWN',
  output,
  ...(error === undefined ? {} : { error }),
  ...(cause === undefined ? {} : { cause }),
});

/**
 * Follows a run until it has ended, and tells every state it enters, with the time (UTC).
 *
 * @throws errors of the client, when Step Functions cannot be asked for longer than it repeats by itself
 */
export async function followRun(client: SFNClient, executionArn: string, say: (line: string) => void): Promise<Ended> {
  let last = 0;
  for (;;) {
    const described = await client.send(new DescribeExecutionCommand({ executionArn }));
    for (const event of await eventsAfter(client, executionArn, last)) {
      const line = lineOf(event);
      if (line !== undefined) say(line);
      last = event.id ?? last;
    }
    if (described.status !== 'RUNNING') return endedBy(described);
    await sleep(POLL_MS);
  }
}
