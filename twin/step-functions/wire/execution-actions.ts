import { randomUUID } from 'node:crypto';
import { eventsIn, type HistoryEvent } from '../history/history.ts';
import type { JsonObject } from '../json.ts';
import { PAYLOAD_BYTES } from '../limits.ts';
import { executionArn, machineArn, validName } from '../service/arns.ts';
import { description, summary } from '../service/description.ts';
import { ServiceError } from '../service/errors.ts';
import type { Action } from './action.ts';
import { jsonOf, optionalText } from './input.ts';
import { pageOf } from './pages.ts';

/** Actions on executions. */
export const EXECUTION_ACTIONS: Readonly<Record<string, Action>> = {
  StartExecution: ({ machines, executions }, input) => {
    const text = optionalText(input, 'input') ?? '{}';
    if (Buffer.byteLength(text) > PAYLOAD_BYTES) {
      throw new ServiceError('InvalidExecutionInput', `An input has at most ${PAYLOAD_BYTES} bytes`);
    }
    const given = jsonOf(text, 'InvalidExecutionInput');
    const name = input.name === undefined ? randomUUID() : validName(input.name);
    const { facts } = executions.start(machines.get(machineArn(input.stateMachineArn)), name, given);
    return { executionArn: facts.arn, startDate: facts.startMs / 1000 };
  },
  StopExecution: async ({ executions }, input) => {
    const execution = executions.get(executionArn(input.executionArn));
    const end = await execution.stop(optionalText(input, 'error'), optionalText(input, 'cause'));
    return { stopDate: (end?.stopMs ?? 0) / 1000 };
  },
  RedriveExecution: ({ executions }, input) => {
    return { redriveDate: executions.get(executionArn(input.executionArn)).redrive() / 1000 };
  },
  DescribeExecution: ({ executions }, input) => description(executions.get(executionArn(input.executionArn))),
  ListExecutions: ({ machines, executions }, input) => {
    if (input.stateMachineArn === undefined)
      throw new ServiceError('ValidationException', 'stateMachineArn is missing');
    const { arn } = machines.get(machineArn(input.stateMachineArn));
    const listed = executions
      .all()
      .map(summary)
      .filter(({ stateMachineArn }) => stateMachineArn === arn)
      .filter(({ status }) => input.statusFilter === undefined || status === input.statusFilter);
    return pageOf(input, 'executions', listed);
  },
  GetExecutionHistory: ({ executions }, input) => {
    const events = eventsIn(executions.get(executionArn(input.executionArn)).journal).map(told);
    const data = input.includeExecutionData === false ? events.map(withoutData) : events;
    return pageOf(input, 'events', input.reverseOrder === true ? data.reverse() : data);
  },
};

function told({ timestampMs, ...event }: HistoryEvent): JsonObject {
  return { ...event, timestamp: timestampMs / 1000 };
}

/** Inputs and outputs are left out of the details. */
function withoutData(event: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(event).map(([name, value]) => {
      if (!name.endsWith('EventDetails')) return [name, value];
      const { input, output, parameters, assignedVariables, ...others } = value as JsonObject;
      return [name, others];
    }),
  );
}
