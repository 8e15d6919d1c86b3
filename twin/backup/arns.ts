import { randomUUID } from 'node:crypto';
import { ACCOUNT } from '../assembly/identity.ts';
import { invalidParameter } from './errors.ts';

/** ARN of a vault. */
export const vaultArn = (region: string, name: string): string =>
  `arn:aws:backup:${region}:${ACCOUNT}:backup-vault:${name}`;

/** ARN of a table. */
export const tableArn = (region: string, name: string): string => `arn:aws:dynamodb:${region}:${ACCOUNT}:table/${name}`;

/** A new ARN of a recovery point that AWS Backup manages fully. */
export const newPointArn = (region: string): string =>
  `arn:aws:backup:${region}:${ACCOUNT}:recovery-point:${randomUUID().toUpperCase()}`;

/** A new ARN of a recovery point that DynamoDB keeps itself, which no vault of another Region can hold. */
export const newOwnBackupArn = (table: string, now_ms: number): string =>
  `${table}/backup/${String(now_ms).padStart(17, '0')}-${randomUUID().slice(0, 8)}`;

/** Whether the recovery point is one of "advanced DynamoDB backup". */
export const isManaged = (pointArn: string): boolean => pointArn.startsWith('arn:aws:backup:');

/** The last part of a recovery point's ARN, good as a file name. */
export const pointId = (pointArn: string): string => pointArn.split(/[:/]/).at(-1) ?? pointArn;

/** The Region and the table's name of an ARN of a table. */
export function tableOf(arn: string): { region: string; name: string } {
  const found = /^arn:aws[\w-]*:dynamodb:([\w-]+):\d{12}:table\/([\w.-]{3,255})$/.exec(arn);
  if (!found) throw invalidParameter(`Invalid or unsupported resource ARN: ${arn}`);
  return { region: found[1] ?? '', name: found[2] ?? '' };
}

/** The Region and the name of an ARN of a vault. */
export function vaultOf(arn: string): { region: string; name: string } {
  const found = /^arn:aws[\w-]*:backup:([\w-]+):\d{12}:backup-vault:([\w-]{2,50})$/.exec(arn);
  if (!found) throw invalidParameter(`Invalid backup vault ARN: ${arn}`);
  return { region: found[1] ?? '', name: found[2] ?? '' };
}
