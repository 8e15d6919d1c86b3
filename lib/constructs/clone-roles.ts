import { Stack } from 'aws-cdk-lib';
import { type IRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import {
  CLONE_CAPABILITIES,
  type CloneCapability,
  cloneAccess,
  cloneLogRights,
  cloneRoleName,
} from '../clone-access.ts';
import type { EnvironmentName, ServingRegion } from '../names.ts';
import { acceptWildcards, give } from '../policies/give.ts';
import { itemStatement } from '../policies/item-statement.ts';
import { tablesOf } from '../runbook-access.ts';
import { CHAIN_SIGNING, type KeysStack, opens, SECRET } from '../stacks/keys-stack.ts';

export interface CloneRolesProps {
  readonly environment: EnvironmentName;
  readonly region: ServingRegion;
  readonly keys: KeysStack;
}

/** What the functions of clones may do: nothing with any table or key of the original. Made once, so that making a clone makes no rights. */
export class CloneRoles extends Construct {
  constructor(scope: Construct, id: string, props: CloneRolesProps) {
    super(scope, id);
    const roles = new Map(CLONE_CAPABILITIES.map((name) => [name, this.#role(name, props)]));
    roles.get('checkout')?.addToPrincipalPolicy(opens(props.keys.clone, CHAIN_SIGNING));
    roles.get('tax-free')?.addToPrincipalPolicy(opens(props.keys.clone, SECRET));
  }

  #role(name: CloneCapability, { environment, region }: CloneRolesProps): IRole {
    const role = new Role(this, name, {
      roleName: cloneRoleName(environment, region, name),
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What ${name} may do in clones of ${environment}`,
    });
    const [tables = ''] = tablesOf('clones', environment, Stack.of(this).region);
    for (const access of cloneAccess(name)) role.addToPolicy(itemStatement(access, tables));
    give(role, cloneLogRights(region));
    acceptWildcards(
      role,
      [tables],
      'A clone names its tables by a rule of its own; their beginning is the same for all.',
    );
    return role;
  }
}
