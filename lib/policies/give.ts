import { Aws, Stack } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { Right } from '../rights.ts';
import { acknowledge } from '../rules/acknowledge.ts';

/** Tokens of the template as cdk-nag writes them into the names of its findings. */
function asFound(stack: Stack, resource: string): string {
  return resource
    .replaceAll(Aws.PARTITION, '<AWS::Partition>')
    .replaceAll(Aws.ACCOUNT_ID, '<AWS::AccountId>')
    .replaceAll(stack.account, '<AWS::AccountId>');
}

/** Gives a role rights written as data. One with a wildcard has to say why it cannot do without. */
export function give(role: Role, rights: readonly Right[]): void {
  const stack = Stack.of(role);
  for (const { actions, resources, conditions, because } of rights) {
    role.addToPolicy(
      new PolicyStatement({
        actions: [...actions],
        resources: [...resources],
        ...(conditions ? { conditions: { ...conditions } } : {}),
      }),
    );
    for (const resource of because === undefined ? [] : resources.filter((one) => one.includes('*')))
      acknowledge(role, `AwsSolutions-IAM5[Resource::${asFound(stack, resource)}]`, String(because));
  }
}
