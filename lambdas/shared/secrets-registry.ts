import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { untilAnswered } from './deadline.ts';
import { unsealByKms } from './kms.ts';
import { createSecrets, type OpenableSecrets, type SealedSecret } from './sealed.ts';

/** The partition of the secrets in the device registry, one item a name. */
export const SECRETS = 'SECRETS';

/** All secrets, sealed: one strongly consistent query (secrets are few). */
export async function readSecrets(
  client: DynamoDBClient,
  table: string,
  abortSignal: AbortSignal,
): Promise<SealedSecret[]> {
  const command = new QueryCommand({
    TableName: table,
    KeyConditionExpression: 'pk = :secrets',
    ExpressionAttributeValues: { ':secrets': { S: SECRETS } },
    ConsistentRead: true,
  });
  const { Items = [] } = await client.send(command, { abortSignal });
  return Items.map((item) => ({
    name: item.sk?.S ?? '',
    sealed: Object.fromEntries(Object.entries(item.sealed?.M ?? {}).map(([region, { S = '' }]) => [region, S])),
    activeFrom: item.activeFrom?.S ?? '',
  }));
}

/** The secrets of a function, from its registry, opened by its Region's KMS. */
export const functionSecrets = (client: DynamoDBClient, devicesTable: string): OpenableSecrets =>
  createSecrets({
    loadSecrets: () => untilAnswered((signal) => readSecrets(client, devicesTable, signal)),
    unseal: unsealByKms,
    region: process.env.AWS_REGION ?? '',
    now: () => Date.now(),
  });
