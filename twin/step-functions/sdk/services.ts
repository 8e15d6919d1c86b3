/** A service that machines may call, by the name in `aws-sdk:<name>:…`. */
export interface SdkService {
  readonly packageName: string;
  /** What its classes are called after: `BackupClient`. */
  readonly client: string;
  /** What its errors are called after: `Backup.ResourceNotFoundException`. */
  readonly errors: string;
}

/** Services whose clients can be had. Error prefixes are those of the Java SDK, as on AWS. */
export const SERVICES: Readonly<Record<string, SdkService>> = {
  dynamodb: { packageName: '@aws-sdk/client-dynamodb', client: 'DynamoDB', errors: 'DynamoDb' },
  backup: { packageName: '@aws-sdk/client-backup', client: 'Backup', errors: 'Backup' },
  sfn: { packageName: '@aws-sdk/client-sfn', client: 'SFN', errors: 'Sfn' },
  cloudformation: { packageName: '@aws-sdk/client-cloudformation', client: 'CloudFormation', errors: 'CloudFormation' },
};
