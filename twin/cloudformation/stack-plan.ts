import { apiPlan } from '../assembly/apis.ts';
import { functionPlan } from '../assembly/functions.ts';
import { checkInventory } from '../assembly/inventory.ts';
import { idsOf } from '../assembly/keys.ts';
import type { ApiPlan, FunctionPlan } from '../assembly/plan.ts';
import { resolverOf } from '../assembly/resolver.ts';
import type { Stack } from '../assembly/template.ts';
import { invalid } from './wire.ts';

/** What a stack of a clone runs. */
export interface StackPlan {
  readonly name: string;
  readonly region: string;
  readonly functions: readonly FunctionPlan[];
  readonly api: ApiPlan;
  /** The only tables that its functions may reach: those that they are told of. */
  readonly tables: ReadonlySet<string>;
  /** Outputs, with addresses as AWS would give them. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** What of the API's own address stands in outputs. */
export const addressOf = ({ region, api }: Pick<StackPlan, 'region' | 'api'>): string =>
  `https://${api.id}.execute-api.${region}.amazonaws.com/${api.stage}`;

const tablesOf = (functions: readonly FunctionPlan[]): string[] =>
  functions.flatMap(({ environment }) =>
    Object.entries(environment).flatMap(([name, value]) => (name.endsWith('_TABLE') ? [value] : [])),
  );

/**
 * Functions and API of a stack whose parameters have their values.
 * @throws Error when the template holds what the twin has no answer for
 */
export function stackPlan(stack: Stack): StackPlan {
  checkInventory([stack]);
  const resolved = resolverOf(stack);
  const functions = idsOf(resolved, 'AWS::Lambda::Function').map((id) => functionPlan(resolved, id));
  const [api, ...more] = idsOf(resolved, 'AWS::ApiGateway::RestApi').map((id) => apiPlan(resolved, id));
  if (api === undefined || more.length > 0)
    throw invalid(`The twin runs stacks of exactly one API; ${stack.name} has not`);
  const outputs = Object.entries(stack.template.Outputs ?? {}).map(
    ([name, { Value }]) => [name, String(resolved.value(Value))] as const,
  );
  const { name, region } = stack;
  return { name, region, functions, api, tables: new Set(tablesOf(functions)), outputs: Object.fromEntries(outputs) };
}
