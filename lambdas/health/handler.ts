import { dynamoDBClient } from '../shared/dynamodb.ts';
import { readEnvironment } from '../shared/environment.ts';
import { createProbe } from './canary.ts';
import { HEALTH_ENVIRONMENT } from './environment.ts';
import { createHealth } from './health.ts';
import { createSwitch } from './switch.ts';

const environment = readEnvironment(HEALTH_ENVIRONMENT, process.env);
const region = process.env.AWS_REGION ?? '';
const regions = environment.REGIONS.split(',');
const client = dynamoDBClient();
const now = () => Date.now();

export const handler = createHealth({
  region,
  regions,
  probe: createProbe(client, environment.LEDGER_TABLE, region, now),
  traffic: createSwitch(client, environment.OPERATIONS_TABLE, regions, now),
});
