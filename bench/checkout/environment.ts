import { CREDENTIALS } from '../../twin/dynamodb/tables.ts';

export const REGION = 'eu-west-3';

/** The variables by which the deployed clients find DynamoDB Local. */
export const environmentFor = (endpoint: string) => ({
  AWS_ENDPOINT_URL_DYNAMODB: endpoint,
  AWS_REGION: REGION,
  AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
});
