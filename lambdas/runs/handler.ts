import { dynamoDBClient } from '../shared/dynamodb.ts';
import { readEnvironment } from '../shared/environment.ts';
import { createEvidenceChain } from './chain.ts';
import { RUNS_ENVIRONMENT } from './environment.ts';
import { createGoodDrills } from './good-drills.ts';
import { createLocks } from './locks.ts';
import { createMarks } from './marks.ts';
import { createReports } from './reports.ts';
import { createRuns } from './runs.ts';

const { OPERATIONS_TABLE } = readEnvironment(RUNS_ENVIRONMENT, process.env);
const client = dynamoDBClient();

export const handler = createRuns({
  locks: createLocks(client, OPERATIONS_TABLE),
  chain: createEvidenceChain(client, OPERATIONS_TABLE),
  marks: createMarks(client, OPERATIONS_TABLE),
  drills: createGoodDrills(client, OPERATIONS_TABLE),
  reports: createReports(client, OPERATIONS_TABLE),
  region: process.env.AWS_REGION ?? '',
  now: () => new Date(),
  log: (evidence) => process.stdout.write(`${JSON.stringify({ level: 'INFO', evidence })}\n`),
});
