import { untilAnswered } from '../shared/deadline.ts';
import { dynamoDBClient } from '../shared/dynamodb.ts';
import { readEnvironment } from '../shared/environment.ts';
import { readDevice } from '../shared/registry.ts';
import { createAuthorizer } from './authorizer.ts';
import { AUTHORIZER_ENVIRONMENT } from './environment.ts';

const environment = readEnvironment(AUTHORIZER_ENVIRONMENT, process.env);
const client = dynamoDBClient();

export const handler = createAuthorizer({
  readDevice: (deviceId) => untilAnswered((signal) => readDevice(client, environment.DEVICES_TABLE, deviceId, signal)),
  now: () => new Date(),
});
