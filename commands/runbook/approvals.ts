import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { SendTaskFailureCommand, SendTaskSuccessCommand, type SFNClient } from '@aws-sdk/client-sfn';

/** What a run asks a person, as its function left it in the `operations` table under `APPROVAL#<run>`. */
export interface Question {
  /** ARN of the execution. */
  readonly run: string;
  readonly runbook: string;
  readonly says: string;
  /** ISO 8601: afterwards nobody waits for the answer. */
  readonly until: string;
  readonly token: string;
  /** AWS name of the Region that is to be left; empty when it is about something else. */
  readonly leaves: string;
}

/** The question of a run; undefined when it has asked nothing yet. */
export async function questionOf(
  client: DynamoDBClient,
  operationsTable: string,
  run: string,
): Promise<Question | undefined> {
  const { Item } = await client.send(
    new GetItemCommand({
      TableName: operationsTable,
      Key: { pk: { S: `APPROVAL#${run}` }, sk: { S: 'APPROVAL' } },
      ConsistentRead: true,
    }),
  );
  if (Item?.token?.S === undefined) return undefined;
  const text = (name: string): string => Item[name]?.S ?? '';
  return {
    run,
    runbook: text('runbook'),
    says: text('says') || text('evidence'),
    until: text('until'),
    token: text('token'),
    leaves: text('region'),
  };
}

/**
 * Answers for a person. What they say of themselves goes into the evidence of the run.
 *
 * @throws TaskTimedOut when the run no longer waits, TaskDoesNotExist when it never did
 */
export async function answerQuestion(
  client: SFNClient,
  { token: taskToken }: Question,
  answer: { approved: boolean; by: string },
): Promise<void> {
  if (answer.approved) {
    await client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(answer) }));
    return;
  }
  const cause = `refused by ${answer.by}`;
  await client.send(new SendTaskFailureCommand({ taskToken, error: 'Refused', cause }));
}
