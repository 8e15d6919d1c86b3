import { createChainReader } from '../shared/chain-reader.ts';
import { untilAnswered } from '../shared/deadline.ts';
import { dynamoDBClient } from '../shared/dynamodb.ts';
import { readEnvironment } from '../shared/environment.ts';
import { createKeyring } from '../shared/keyring.ts';
import { unsealByKms } from '../shared/kms.ts';
import { readSigningKeys } from '../shared/registry.ts';
import { createCheckout } from './checkout.ts';
import { CHECKOUT_ENVIRONMENT, territoriesIn } from './environment.ts';
import { createLedger } from './ledger.ts';
import { trustedTokens } from './trusted-tokens.ts';

const environment = readEnvironment(CHECKOUT_ENVIRONMENT, process.env);
const client = dynamoDBClient();

const keys = createKeyring({
  loadKeys: () => untilAnswered((signal) => readSigningKeys(client, environment.DEVICES_TABLE, signal)),
  unseal: unsealByKms,
  region: process.env.AWS_REGION ?? '',
  now: () => Date.now(),
});

export const handler = createCheckout({
  ledger: createLedger(client, environment.LEDGER_TABLE),
  chains: createChainReader(client, environment.LEDGER_TABLE),
  keys,
  trusted: trustedTokens(),
  times: {
    timeZone: environment.TIME_ZONE,
    skewMinutes: Number(environment.SKEW_MINUTES),
    offlineDays: Number(environment.OFFLINE_DAYS),
  },
  territories: territoriesIn(environment.TERRITORIES),
  now: () => new Date(),
});
