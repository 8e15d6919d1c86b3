import { type ConditionalCheckFailedException, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { untilAnswered } from '../shared/deadline.ts';
import { claimOfReference, type ReferenceClaim, referenceItem } from '../shared/reference-item.ts';

/** A claim on a voucher that is to be written. */
export interface Claiming {
  reference: string;
  claim: ReferenceClaim;
  /** The claim to take over, exactly as it was seen, because its receipt can never be recorded. */
  instead?: ReferenceClaim | undefined;
}

function conditionOf({ claim, instead }: Claiming) {
  if (instead === undefined)
    return {
      ConditionExpression: 'attribute_not_exists(pk) OR receipt = :own',
      ExpressionAttributeValues: { ':own': { S: claim.receiptNumber } },
    };
  return {
    ConditionExpression: 'receipt = :other AND #at = :seen',
    ExpressionAttributeNames: { '#at': 'at' },
    ExpressionAttributeValues: { ':other': { S: instead.receiptNumber }, ':seen': { S: instead.at } },
  };
}

/** Writes a claim on a voucher by one conditional request. @returns the claim of another receipt that stands there instead, if any */
export async function claimReference(
  client: DynamoDBClient,
  table: string,
  claiming: Claiming,
): Promise<ReferenceClaim | undefined> {
  const { reference, claim } = claiming;
  const command = new PutItemCommand({
    TableName: table,
    Item: referenceItem(reference, claim),
    ...conditionOf(claiming),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  try {
    await untilAnswered((abortSignal) => client.send(command, { abortSignal }));
    return undefined;
  } catch (error) {
    if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
    const standing = claimOfReference((error as ConditionalCheckFailedException).Item);
    // A repeat whose first answer was lost meets what it wrote itself.
    return standing.receiptNumber === claim.receiptNumber ? undefined : standing;
  }
}
