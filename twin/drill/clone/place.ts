import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient, paginateListTables, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Workplace } from '../../../commands/registry/clients.ts';
import type { Tables } from '../../../domain/tables.ts';
import { type Clones, createClones } from '../../../lambdas/clone/life/clones.ts';
import { cloneKey } from '../../../lambdas/clone/life/record.ts';
import { createRows, type Rows } from '../../../lambdas/clone/mask/rows.ts';
import { CLONE_PREFIX } from '../../../lambdas/clone/prefix.ts';
import type { FieldKeys } from '../../../lambdas/shared/form-work/field-cipher.ts';
import { CREDENTIALS } from '../../dynamodb/tables.ts';
import { keysOf } from '../../fill/keys.ts';
import { workplaceOf } from '../../stock.ts';
import type { Twin } from '../../supervisor/twin.ts';

/** Where the drill looks at clones: from outside, through the services alone. */
export interface Place {
  /** AWS name of the Region in which clones are made. */
  readonly region: string;
  /** The original's workplace. */
  readonly work: Workplace;
  readonly original: Tables;
  readonly clones: Clones;
  readonly rows: Rows;
  /** Opens what was encrypted by the keys of a registry. */
  fieldKeys(devicesTable: string): FieldKeys;
  /** Tables of clones that are there now. */
  tables(): Promise<string[]>;
  /** Stacks of clones that are there now. */
  stacks(): Promise<string[]>;
  /** Brings the date of a clone, which is then past. */
  letExpire(name: string): Promise<void>;
}

const isOfClone = (name: string): boolean => name.startsWith(CLONE_PREFIX);

async function tablesOf(client: DynamoDBClient): Promise<string[]> {
  const names: string[] = [];
  for await (const { TableNames = [] } of paginateListTables({ client }, {})) names.push(...TableNames);
  return names.filter(isOfClone);
}

async function stacksOf(client: CloudFormationClient): Promise<string[]> {
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({}));
  return Stacks.map(({ StackName = '' }) => StackName).filter(isOfClone);
}

/** @param region AWS name of the Region whose clones are looked at */
export function placeIn({ outside }: Twin, region: string): Place {
  const work = { ...workplaceOf(outside), regions: [region] };
  const { ledgerTable, devicesTable, taxFreeTable, operationsTable } = work;
  const options = { region, credentials: CREDENTIALS };
  const client = new DynamoDBClient({ ...options, endpoint: outside.dynamodbEndpoint });
  const cloudFormation = new CloudFormationClient({ ...options, endpoint: outside.cloudFormation.url });
  return {
    region,
    work,
    original: { ledger: ledgerTable, devices: devicesTable, 'tax-free': taxFreeTable, operations: operationsTable },
    clones: createClones(work.dynamodb, operationsTable, () => new Date()),
    rows: createRows(client, sleep),
    fieldKeys: (registry) => keysOf({ ...work, devicesTable: registry }).fields,
    tables: () => tablesOf(client),
    stacks: () => stacksOf(cloudFormation),
    async letExpire(name) {
      const command = new UpdateItemCommand({
        TableName: operationsTable,
        Key: cloneKey(name),
        UpdateExpression: 'SET expiresAt = :past',
        ExpressionAttributeValues: { ':past': { S: new Date(Date.now() - 1000).toISOString() } },
      });
      await work.dynamodb.send(command);
    },
  };
}
