import { type ConditionalCheckFailedException, type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { untilAnswered } from '../deadline.ts';
import { type FormUpdate, number, text } from './expression.ts';

/**
 * The emergency slip numbers that customs gave an operator (`AT…`, each for one form). A number that is taken is gone, whatever
 * happens to the taker: they are never used twice.
 */
export interface SlipQuota {
  /** Takes the next number: one request. Undefined when none is left. */
  take(): Promise<string | undefined>;
  /** Replaces the quota by a new range, first and last number included, that begins above the old one. */
  stock(first: number, last: number): Promise<boolean>;
}

/** A slip's number as it is printed: `AT` and ten digits. */
const slipNumber = (n: number): string => `AT${String(n).padStart(10, '0')}`;

const quotaKey = (operator: string) => ({ pk: text(`SLIPS#${operator}`), sk: text('SLIPS') });

export function createSlipQuota(client: DynamoDBClient, table: string, operator: string): SlipQuota {
  const update = async (change: FormUpdate): Promise<number | undefined> => {
    try {
      const command = new UpdateItemCommand({
        TableName: table,
        Key: quotaKey(operator),
        ...change,
        ReturnValues: 'ALL_NEW',
      });
      const { Attributes } = await untilAnswered((abortSignal) => client.send(command, { abortSignal }));
      return Number(Attributes?.next?.N ?? 0);
    } catch (error) {
      if ((error as ConditionalCheckFailedException).name === 'ConditionalCheckFailedException') return undefined;
      throw error;
    }
  };

  return {
    async take() {
      const next = await update({
        UpdateExpression: 'SET #next = #next + :one',
        ConditionExpression: '#next <= #last',
        ExpressionAttributeNames: { '#next': 'next', '#last': 'last' },
        ExpressionAttributeValues: { ':one': number(1) },
      });
      return next === undefined ? undefined : slipNumber(next - 1);
    },
    async stock(first, last) {
      const next = await update({
        UpdateExpression: 'SET #next = :first, #last = :last',
        ConditionExpression: 'attribute_not_exists(pk) OR #last < :first',
        ExpressionAttributeNames: { '#next': 'next', '#last': 'last' },
        ExpressionAttributeValues: { ':first': number(first), ':last': number(last) },
      });
      return next !== undefined;
    },
  };
}
