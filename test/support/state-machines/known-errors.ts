import * as backup from '@aws-sdk/client-backup';
import * as cloudFormation from '@aws-sdk/client-cloudformation';
import * as dynamoDb from '@aws-sdk/client-dynamodb';
import * as sfn from '@aws-sdk/client-sfn';

/** The clients by what Step Functions calls their errors after. */
const CLIENTS: Readonly<Record<string, object>> = {
  Backup: backup,
  CloudFormation: cloudFormation,
  DynamoDb: dynamoDb,
  Sfn: sfn,
};

/** Whether a service's model has the error, or it is what everything else of that service is called. */
function comes(prefix: string, error: string): boolean {
  const classes = CLIENTS[prefix] ?? {};
  return (
    [`${prefix}Exception`, 'SdkClientException'].includes(error) ||
    error in classes ||
    error.replace(/Exception$/, '') in classes
  );
}

/**
 * The errors of AWS services that a definition waits for and that never come: throttling, missing rights and wrong input are in few
 * services' models, and arrive under the service's own name, like `Backup.BackupException`.
 */
export function unknownErrors(definition: string): string[] {
  const named = [...definition.matchAll(/"(Backup|CloudFormation|DynamoDb|Sfn)\.(\w+)"/g)];
  const unknown = named.filter(([, prefix = '', error = '']) => !comes(prefix, error));
  return [...new Set(unknown.map(([name]) => name.slice(1, -1)))];
}
