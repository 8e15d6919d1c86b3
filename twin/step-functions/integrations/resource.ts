/** How a task waits: for the answer, for somebody who holds its token, or for an execution to end. */
export type Pattern = 'requestResponse' | 'waitForTaskToken' | 'sync:2';

/** What a Task calls. */
export interface Resource {
  readonly kind: 'function' | 'lambda' | 'aws-sdk' | 'dynamodb' | 'execution';
  readonly service: string;
  readonly action: string;
  readonly pattern: Pattern;
  /** The resource as written. */
  readonly arn: string;
}

/** A resource that is not run here; the message names it. */
export class ResourceError extends Error {}

const FUNCTION = /^arn:aws[\w-]*:lambda:[\w-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/;
const INTEGRATION = /^arn:aws[\w-]*:states:::(?<path>[\w:-]+?)(?:\.(?<pattern>waitForTaskToken|sync:2|sync))?$/;

/** Optimised DynamoDB actions. Source: Step Functions developer guide, "Perform DynamoDB CRUD operations". */
const ITEM_ACTIONS = ['getItem', 'putItem', 'updateItem', 'deleteItem'];

/** What a Task's `Resource` says. @throws ResourceError when it is not run here. */
export function resourceOf(arn: string): Resource {
  if (FUNCTION.test(arn)) {
    return { kind: 'function', service: 'lambda', action: 'invoke', pattern: 'requestResponse', arn };
  }
  const { path = '', pattern } = INTEGRATION.exec(arn)?.groups ?? {};
  const parts = path.split(':');
  const found = integrationOf(parts, (pattern ?? 'requestResponse') as Pattern, arn);
  if (!found || pattern === 'sync') throw new ResourceError(`Resource '${arn}' is not run here`);
  return found;
}

function integrationOf([service = '', ...rest]: string[], pattern: Pattern, arn: string): Resource | undefined {
  const [action = '', last] = rest;
  if (service === 'aws-sdk' && last && rest.length === 2 && pattern !== 'sync:2') {
    return { kind: 'aws-sdk', service: action, action: last, pattern, arn };
  }
  if (rest.length !== 1) return undefined;
  if (service === 'lambda' && action === 'invoke' && pattern !== 'sync:2') {
    return { kind: 'lambda', service, action, pattern, arn };
  }
  if (service === 'dynamodb' && ITEM_ACTIONS.includes(action) && pattern === 'requestResponse') {
    return { kind: 'dynamodb', service, action, pattern, arn };
  }
  if (service === 'states' && action === 'startExecution') return { kind: 'execution', service, action, pattern, arn };
  return undefined;
}
