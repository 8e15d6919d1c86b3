import type { Context } from 'aws-lambda';
import { dynamoDBClient } from '../shared/dynamodb.ts';
import { readEnvironment } from '../shared/environment.ts';
import { createFormWork } from '../shared/form-work/form-work.ts';
import { outsideWorlds } from '../shared/outside-worlds.ts';
import { functionSecrets } from '../shared/secrets-registry.ts';
import { FORM_SWEEPER_ENVIRONMENT } from './environment.ts';
import { type Sweep, sweep } from './sweep.ts';

const environment = readEnvironment(FORM_SWEEPER_ENVIRONMENT, process.env);
const client = dynamoDBClient();
const secrets = functionSecrets(client, environment.DEVICES_TABLE);
await secrets.openEarly('customs-client', 'acquirer');
const work = createFormWork({ client, environment, keys: secrets, ...outsideWorlds(environment, secrets) });

/** What one form may take at most: the last ones begun must end before the function is stopped. */
const ONE_FORM_MS = 15_000;

/** Runs every minute in each Region. */
export async function handler(_event: unknown, context: Context): Promise<Sweep> {
  const report = await sweep({
    work,
    hasTime: () => context.getRemainingTimeInMillis() > ONE_FORM_MS,
    random: Math.random,
  });
  process.stdout.write(`${JSON.stringify({ level: 'INFO', sweep: report })}\n`);
  return report;
}
