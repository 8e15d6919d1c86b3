import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { TableAccess } from '../access.ts';

/** The right to a few actions on items of a table, by their partition keys. */
export function itemStatement({ index, actions, keys }: TableAccess, table: string): PolicyStatement {
  return new PolicyStatement({
    actions: actions.map((action) => `dynamodb:${action}`),
    resources: [index === undefined ? table : `${table}/index/${index}`],
    conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } },
  });
}
