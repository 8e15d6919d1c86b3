import { dynamoDBClient } from '../shared/dynamodb.ts';
import { readEnvironment } from '../shared/environment.ts';
import { createProbe } from './canary.ts';
import { HEALTH_ENVIRONMENT } from './environment.ts';
import { createHealth } from './health.ts';

const environment = readEnvironment(HEALTH_ENVIRONMENT, process.env);
const region = process.env.AWS_REGION ?? '';

export const handler = createHealth({
  region,
  probe: createProbe(dynamoDBClient(), environment.LEDGER_TABLE, region, () => Date.now()),
});
