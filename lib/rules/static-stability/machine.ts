import { iamAction } from './planes.ts';

export interface Retrier {
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
}

interface Leads {
  readonly Next?: string;
}

/** A state of the Amazon States Language, in the members that these rules read. */
export interface State extends Leads {
  readonly Type: string;
  readonly Resource?: string;
  readonly Arguments?: Readonly<Record<string, unknown>>;
  readonly TimeoutSeconds?: number | string;
  readonly Seconds?: number | string;
  readonly Items?: unknown;
  readonly MaxConcurrency?: number | string;
  readonly Default?: string;
  readonly Choices?: readonly Leads[];
  readonly Catch?: readonly Leads[];
  readonly Retry?: readonly Retrier[];
  readonly Branches?: readonly Machine[];
  readonly ItemProcessor?: Machine;
}

export interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** Where a state may lead. */
export function successors({ Next, Default, Choices = [], Catch = [] }: State): string[] {
  const all = [Next, Default, ...Choices.map((one) => one.Next), ...Catch.map((one) => one.Next)];
  return [...new Set(all.filter((name): name is string => name !== undefined))];
}

/** Every state, those inside of Map and Parallel included. */
export function allStates({ States }: Machine): [name: string, state: State][] {
  return Object.entries(States).flatMap(([name, state]): [string, State][] => [
    [name, state],
    ...[...(state.Branches ?? []), ...(state.ItemProcessor ? [state.ItemProcessor] : [])].flatMap(allStates),
  ]);
}

/** The action of a task as IAM names it: of `arn:aws:states:::aws-sdk:dynamodb:getItem`, `…:::lambda:invoke.waitForTaskToken`, or a function's own ARN. */
export function actionOf({ Resource = '' }: State): string {
  if (/^arn:[^:]*:lambda:/.test(Resource)) return 'lambda:InvokeFunction';
  const [, service = '', action = ''] = /:states:[^:]*:[^:]*:(?:aws-sdk:)?([^:]+):([A-Za-z0-9]+)/.exec(Resource) ?? [];
  return service === '' ? Resource : iamAction(service, action);
}

/** The function that a task invokes, as its definition names it. */
export function functionOf(state: State): string | undefined {
  if (actionOf(state) !== 'lambda:InvokeFunction') return undefined;
  const named = state.Arguments?.FunctionName;
  return typeof named === 'string' ? named : state.Resource;
}
