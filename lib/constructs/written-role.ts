import { Aws } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { give } from '../policies/give.ts';
import type { Right } from '../rights.ts';

export interface WrittenRoleProps {
  /** Who takes the role, for instance `backup`; only on behalf of this account. */
  readonly service: string;
  readonly description: string;
  readonly rights: readonly Right[];
}

/** A role for an AWS service with exactly the rights of a table in `lib/`. */
export class WrittenRole extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, { service, description, rights }: WrittenRoleProps) {
    super(scope, id);
    const conditions = { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } };
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal(`${service}.amazonaws.com`, { conditions }),
      description,
    });
    give(this.role, rights);
  }
}
