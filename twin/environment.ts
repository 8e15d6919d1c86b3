import { CREDENTIALS } from './dynamodb/tables.ts';
import type { Status } from './supervisor/status.ts';

/**
 * The environment variables with which a command talks to the twin as it would to AWS: any AWS client to the Region that is named, and
 * those of `commands/` to whichever Region answers.
 *
 * @throws when the twin has no such Region.
 */
export function environmentOf(status: Status, region: string): Record<string, string> {
  const { environment, regions, kmsEndpoint, backupEndpoint, machinesEndpoint, cloudFormationEndpoint, clock } = status;
  const found = regions.find((one) => one.name === region || one.region === region);
  if (!found) throw new Error(`There is no Region ${region}; there are: ${regions.map(({ name }) => name).join(', ')}`);
  return {
    AWS_REGION: found.region,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: found.dynamodbEndpoint,
    AWS_ENDPOINT_URL_KMS: kmsEndpoint,
    AWS_ENDPOINT_URL_BACKUP: backupEndpoint,
    AWS_ENDPOINT_URL_SFN: machinesEndpoint,
    AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormationEndpoint,
    PERMANENCE_ENVIRONMENT: environment,
    PERMANENCE_TWIN_DYNAMODB: regions.map((one) => `${one.region}=${one.dynamodbEndpoint}`).join(','),
    ...clock,
  };
}
