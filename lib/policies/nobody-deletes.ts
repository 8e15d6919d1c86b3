import { Aws } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Settings } from '../settings.ts';

/** Everything that makes an item disappear: one by one, in a batch, by PartiQL, or by an expiry date. */
const DELETES_ITEMS = ['DeleteItem', 'BatchWriteItem', 'PartiQLDelete', 'UpdateTimeToLive'] as const;
const DELETES_TABLES = ['DeleteTable'] as const;

/**
 * The role of DynamoDB itself that replicates between Regions. It must be exempt: a replica that it may not write to
 * refuses writes at once and is lost for good after seven days (DynamoDB developer guide, global tables security).
 */
const REPLICATION_ROLE = 'aws-service-role/replication.dynamodb.amazonaws.com/AWSServiceRoleForDynamoDBReplication';

/**
 * A table's own policy: whatever rights a role was given elsewhere, only the break-glass role deletes an item, and only
 * it deletes a table that is not destroyable.
 */
export function nobodyDeletes({ destroyable, breakGlassRole }: Settings): PolicyDocument {
  const role = (name: string) => `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/${name}`;
  const actions = destroyable ? DELETES_ITEMS : [...DELETES_ITEMS, ...DELETES_TABLES];
  return new PolicyDocument({
    statements: [
      new PolicyStatement({
        sid: 'NobodyDeletes',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: actions.map((action) => `dynamodb:${action}`),
        // A policy cannot name the table that carries it: CloudFormation would go in a circle.
        resources: ['*'],
        conditions: { ArnNotLike: { 'aws:PrincipalArn': [role(breakGlassRole), role(REPLICATION_ROLE)] } },
      }),
    ],
  });
}
