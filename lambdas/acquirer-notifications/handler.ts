import { dynamoDBClient } from '../shared/dynamodb.ts';
import { readEnvironment } from '../shared/environment.ts';
import { createFormWork } from '../shared/form-work/form-work.ts';
import { outsideWorlds } from '../shared/outside-worlds.ts';
import { functionSecrets } from '../shared/secrets-registry.ts';
import { createAcquirerNotifications } from './acquirer-notifications.ts';
import { ACQUIRER_NOTIFICATIONS_ENVIRONMENT } from './environment.ts';

const environment = readEnvironment(ACQUIRER_NOTIFICATIONS_ENVIRONMENT, process.env);
const client = dynamoDBClient();
const secrets = functionSecrets(client, environment.DEVICES_TABLE);
await secrets.openEarly('acquirer', 'customs-client');

export const handler = createAcquirerNotifications({
  work: createFormWork({ client, environment, keys: secrets, ...outsideWorlds(environment, secrets) }),
  secrets,
});
