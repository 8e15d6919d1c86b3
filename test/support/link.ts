import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { inject } from 'vitest';
import { dynamoDBClient } from '../../lambdas/shared/dynamodb.ts';
import { silentPort } from './silence.ts';

/**
 * What can befall one request: the process dies before it was sent or after it took effect, its answer is lost, nobody ever answers, or
 * the database refuses it by an error of that name.
 */
export type Fault = 'crash-before' | 'crash-after' | 'answer-lost' | 'silence' | { refuse: string };

/** The way of one Region's handlers to the database: their own real client, with faults on demand. */
export interface Link {
  readonly client: DynamoDBClient;
  /** Names of the commands sent so far, in order. */
  readonly requests: string[];
  /** Decides what befalls each request from now on; k is 1 for the next one. */
  fail(plan: (k: number) => Fault | undefined): void;
  heal(): void;
  /** Resolves when a request has crashed its process, whose handler then never goes on. */
  crash(): Promise<'crashed'>;
}

process.env.AWS_ENDPOINT_URL_DYNAMODB = inject('dynamodb');
process.env.AWS_REGION = 'eu-west-3';
process.env.AWS_ACCESS_KEY_ID = 'test';
process.env.AWS_SECRET_ACCESS_KEY = 'test';

const named = (name: string): Error => Object.assign(new Error(`injected ${name}`), { name });

const never = (): Promise<never> => new Promise(() => {});

const silence = silentPort();

export function createLink(): Link {
  const client = dynamoDBClient();
  const requests: string[] = [];
  let plan: (k: number) => Fault | undefined = () => undefined;
  let sent = 0;
  let crashed: (() => void) | undefined;

  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        requests.push(String(commandName));
        sent += 1;
        const fault = plan(sent);
        if (fault === undefined) return next(args);
        if (typeof fault === 'object') throw named(fault.refuse);
        if (fault === 'silence') (args.request as { port?: number }).port = await silence;
        if (fault !== 'crash-before') {
          const answer = await next(args).catch((error: Error) => error);
          if (fault === 'silence') throw answer;
          if (fault === 'answer-lost') throw named('TimeoutError');
        }
        crashed?.();
        return never();
      },
    { step: 'finalizeRequest', priority: 'low', name: 'faultableLink' },
  );

  return {
    client,
    requests,
    fail(next) {
      plan = next;
      sent = 0;
    },
    heal() {
      plan = () => undefined;
    },
    crash: () =>
      new Promise((resolve) => {
        crashed = () => resolve('crashed');
      }),
  };
}
