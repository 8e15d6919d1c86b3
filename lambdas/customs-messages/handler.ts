import { dynamoDBClient } from '../shared/dynamodb.ts';
import { readEnvironment } from '../shared/environment.ts';
import { createFormWork } from '../shared/form-work/form-work.ts';
import { outsideWorlds } from '../shared/outside-worlds.ts';
import { functionSecrets } from '../shared/secrets-registry.ts';
import { createCustomsMessages } from './customs-messages.ts';
import { CUSTOMS_MESSAGES_ENVIRONMENT } from './environment.ts';

const environment = readEnvironment(CUSTOMS_MESSAGES_ENVIRONMENT, process.env);
const client = dynamoDBClient();
const secrets = functionSecrets(client, environment.DEVICES_TABLE);
await secrets.openEarly('customs-webhook', 'customs-client', 'acquirer');

export const handler = createCustomsMessages({
  work: createFormWork({ client, environment, keys: secrets, ...outsideWorlds(environment, secrets) }),
  secrets,
});
