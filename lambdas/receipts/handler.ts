import { createChainReader } from '../shared/chain-reader.ts';
import { dynamoDBClient } from '../shared/dynamodb.ts';
import { readEnvironment } from '../shared/environment.ts';
import { RECEIPTS_ENVIRONMENT } from './environment.ts';
import { createReceipts } from './receipts.ts';

const environment = readEnvironment(RECEIPTS_ENVIRONMENT, process.env);

export const handler = createReceipts(createChainReader(dynamoDBClient(), environment.LEDGER_TABLE));
