import type { Json } from '../json.ts';
import type { Call, Perform, Tasks } from './call.ts';
import { invokePlain, invokeWithMetadata } from './function.ts';
import type { Resource } from './resource.ts';
import { callItemAction, callSdk } from './service.ts';

/** What executions started by executions are run by. */
export type StartExecution = (call: Call) => Promise<Json>;

/** Makes the calls of tasks, each kind of resource in its own way. */
export function performWith(tasks: Tasks, startExecution: StartExecution): Perform {
  const kinds: Readonly<Record<Resource['kind'], Perform>> = {
    function: (call) => invokePlain(tasks, call),
    lambda: (call) => invokeWithMetadata(tasks, call),
    'aws-sdk': (call) => callSdk(tasks, call),
    dynamodb: (call) => callItemAction(tasks, call),
    execution: startExecution,
  };
  return (call) => kinds[call.resource.kind](call);
}
