import { setTimeout as sleep } from 'node:timers/promises';
import { createChainReader } from '../shared/chain-reader.ts';
import { dynamoDBClient } from '../shared/dynamodb.ts';
import { readEnvironment } from '../shared/environment.ts';
import { createFormWork } from '../shared/form-work/form-work.ts';
import { outsideWorlds } from '../shared/outside-worlds.ts';
import { functionSecrets } from '../shared/secrets-registry.ts';
import { TAX_FREE_ENVIRONMENT } from './environment.ts';
import { createTaxFree } from './tax-free.ts';

const environment = readEnvironment(TAX_FREE_ENVIRONMENT, process.env);
const client = dynamoDBClient();
const secrets = functionSecrets(client, environment.DEVICES_TABLE);
await secrets.openEarly('customs-client', 'acquirer');

export const handler = createTaxFree({
  work: createFormWork({ client, environment, keys: secrets, ...outsideWorlds(environment, secrets) }),
  chains: createChainReader(client, environment.LEDGER_TABLE),
  sleep,
});
