import { setTimeout as sleep } from 'node:timers/promises';
import { createChainReader } from '../shared/chain-reader.ts';
import { dynamoDBClient } from '../shared/dynamodb.ts';
import { readEnvironment } from '../shared/environment.ts';
import { createMorningLedger } from '../shared/morning/morning-ledger.ts';
import { createNamedHttp } from '../shared/named-http.ts';
import { readTraffic } from '../shared/traffic-item.ts';
import { EVACUATION_ENVIRONMENT } from './environment.ts';
import { createEvacuation } from './evacuation.ts';
import { createNotes } from './notes.ts';
import { createOutside } from './outside.ts';
import { countOverdue } from './overdue.ts';
import { parseRules } from './rules.ts';
import { createTills } from './tills.ts';

const environment = readEnvironment(EVACUATION_ENVIRONMENT, process.env);
const region = process.env.AWS_REGION ?? '';
const { OPERATIONS_TABLE, LEDGER_TABLE, TAX_FREE_TABLE, OTHER_REGION } = environment;
const client = dynamoDBClient();
const regions = [region, OTHER_REGION].filter((one) => one !== 'none');

export const handler = createEvacuation({
  region,
  otherRegion: OTHER_REGION,
  urls: { public: environment.PUBLIC_URL, own: environment.OWN_URL, other: environment.OTHER_URL },
  outside: createOutside(createNamedHttp(environment.DNS_SERVER)),
  traffic: () => readTraffic(client, OPERATIONS_TABLE, regions),
  notes: createNotes(client, OPERATIONS_TABLE),
  tills: createTills(createChainReader(client, LEDGER_TABLE), regions),
  rules: parseRules(environment.RULES),
  morning: createMorningLedger(client, OPERATIONS_TABLE, '').report,
  overdue: countOverdue(client, TAX_FREE_TABLE),
  now: () => new Date(),
  sleep,
  emit: (evacuation, more) => process.stdout.write(`${JSON.stringify({ level: 'INFO', evacuation, ...more })}\n`),
});
