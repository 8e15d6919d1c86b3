import { flat, type Placed, placedIn, property } from './template.ts';

/** What a role allows, and where. */
export interface Allowed {
  readonly actions: readonly string[];
  readonly resources: string;
}

interface Statement {
  readonly Effect?: string;
  readonly Action?: string | readonly string[];
  readonly Resource?: unknown;
}

interface Document {
  readonly Statement?: Statement | readonly Statement[];
}

const statementsOf = (document: Document | undefined): Statement[] => [document?.Statement ?? []].flat() as Statement[];

/** Everything that the policies of a role allow: in it and beside it, in its own template. */
export function rightsOf(role: Placed): Allowed[] {
  const { template, Properties = {} } = role;
  const inline = ((Properties.Policies ?? []) as { PolicyDocument?: Document }[]).map((one) => one.PolicyDocument);
  const beside = placedIn([template], 'AWS::IAM::Policy')
    .filter((policy) => property(policy, 'Roles').split('\n').includes(`<${role.id}>`))
    .map((policy) => policy.Properties?.PolicyDocument as Document | undefined);
  return [...inline, ...beside]
    .flatMap(statementsOf)
    .flatMap(({ Effect, Action = [], Resource }) =>
      Effect === 'Allow' ? [{ actions: [Action].flat(), resources: flat(Resource, template.region) }] : [],
    );
}
