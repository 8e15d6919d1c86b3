import { ACCOUNT } from '../../assembly/identity.ts';

/** How DynamoDB Local begins its ARNs, wherever it is asked from. */
const LOCAL = 'arn:aws:dynamodb:ddblocal:000000000000:';

const beginning = (region: string): string => `arn:aws:dynamodb:${region}:${ACCOUNT}:`;

/** ARN of a table. */
export const arnOf = (region: string, table: string): string => `${beginning(region)}table/${table}`;

/** The text with DynamoDB Local's ARNs as the Region says them. */
export const asAws = (text: string, region: string): string => text.replaceAll(LOCAL, beginning(region));

/** The text with the Region's ARNs as DynamoDB Local says them. */
export const asLocal = (text: string, region: string): string => text.replaceAll(beginning(region), LOCAL);
