import { createHash } from 'node:crypto';
import { until } from '../clock/until.ts';
import { Failure } from '../failure.ts';
import type { Call } from '../integrations/call.ts';
import { httpMetadata } from '../integrations/metadata.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { executionOf, machineArn, validName } from './arns.ts';
import { description } from './description.ts';
import { ServiceError } from './errors.ts';
import type { Execution } from './execution.ts';
import type { Executions } from './executions.ts';
import type { Machines } from './machines.ts';

/** `states:startExecution`: starts an execution, and with `.sync:2` waits for its end. @throws Failure */
export async function startChild(machines: Machines, executions: Executions, call: Call): Promise<Json> {
  const child = childOf(machines, executions, call);
  if (call.resource.pattern !== 'sync:2') {
    const { arn, startMs } = child.facts;
    return { ExecutionArn: arn, StartDate: new Date(startMs).toISOString(), ...httpMetadata(call.id) };
  }
  const end = await until(child.ended(), call.signal);
  const described = inPascalCase(child);
  if (end?.status === 'SUCCEEDED') return described;
  throw new Failure('States.TaskFailed', JSON.stringify(described));
}

/** A child without a name of its own is found again when the call is repeated, even if it has ended. */
function childOf(machines: Machines, executions: Executions, { arguments: input, id }: Call): Execution {
  if (!isObject(input)) throw new Failure('States.Runtime', 'The arguments of startExecution are a JSON object');
  try {
    const machine = machines.get(machineArn(input.StateMachineArn));
    const derived = createHash('sha256').update(id).digest('hex').slice(0, 32);
    const name = input.Name === undefined ? derived : validName(input.Name);
    const known = input.Name === undefined ? executions.find(executionOf(machine.arn, name)) : undefined;
    return known ?? executions.start(machine, name, input.Input ?? {});
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new Failure(`StepFunctions.${error.name}Exception`, error.message);
  }
}

/** DescribeExecution as `.sync:2` gives it: members in PascalCase, input and output as JSON. */
function inPascalCase(child: Execution): JsonObject {
  const { input, output, startDate, stopDate, ...others } = description(child);
  const members = Object.entries(others).map(([name, value]) => [name.charAt(0).toUpperCase() + name.slice(1), value]);
  return {
    ...Object.fromEntries(members),
    Input: JSON.parse(String(input)),
    ...(output === undefined ? {} : { Output: JSON.parse(String(output)) }),
    StartDate: Number(startDate) * 1000,
    StopDate: Number(stopDate) * 1000,
  };
}
