import { dynamoDBClient } from '../shared/dynamodb.ts';
import { readEnvironment } from '../shared/environment.ts';
import { createNamedHttp } from '../shared/named-http.ts';
import { functionSecrets } from '../shared/secrets-registry.ts';
import { lineOf } from './emit.ts';
import { SYNTHETIC_STORE_ENVIRONMENT } from './environment.ts';
import { createSyntheticStore } from './synthetic-store.ts';

const environment = readEnvironment(SYNTHETIC_STORE_ENVIRONMENT, process.env);
const secrets = functionSecrets(dynamoDBClient(), environment.DEVICES_TABLE);

export const handler = createSyntheticStore({
  region: process.env.AWS_REGION ?? '',
  otherRegion: environment.OTHER_REGION,
  urls: { public: environment.PUBLIC_URL, own: environment.OWN_URL, other: environment.OTHER_URL },
  http: createNamedHttp(environment.DNS_SERVER),
  devices: () => secrets.text('synthetic-store'),
  now: () => new Date(),
  emit: (visited, as) => void process.stdout.write(`${JSON.stringify(lineOf(visited, as))}\n`),
});
