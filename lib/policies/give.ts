import { Aws, Stack } from 'aws-cdk-lib';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Right } from '../rights.ts';
import { acknowledge } from '../rules/acknowledge.ts';

/** Tokens of the template as cdk-nag writes them into the names of its findings. */
function asFound(stack: Stack, resource: string): string {
  return resource
    .replaceAll(Aws.PARTITION, '<AWS::Partition>')
    .replaceAll(Aws.ACCOUNT_ID, '<AWS::AccountId>')
    .replaceAll(stack.account, '<AWS::AccountId>');
}

/** Accepts the finding of cdk-nag that a resource of a role ends in a wildcard. */
export function acceptWildcards(role: IRole, resources: readonly string[], because: string): void {
  for (const resource of resources.filter((one) => one.includes('*')))
    acknowledge(role, `AwsSolutions-IAM5[Resource::${asFound(Stack.of(role), resource)}]`, because);
}

/** Gives a role rights written as data. One with a wildcard has to say why it cannot do without. */
export function give(role: IRole, rights: readonly Right[]): void {
  for (const { actions, resources, conditions, because } of rights) {
    role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: [...actions],
        resources: [...resources],
        ...(conditions ? { conditions: { ...conditions } } : {}),
      }),
    );
    if (because !== undefined) acceptWildcards(role, resources, because);
  }
}
