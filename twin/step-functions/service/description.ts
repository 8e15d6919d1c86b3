import type { JsonObject } from '../json.ts';
import type { Execution } from './execution.ts';

const WHOLE = { included: true };

/** What DescribeExecution says; times in seconds since 1970. */
export function description(execution: Execution): JsonObject {
  const { input } = execution.facts;
  const end = execution.end ?? {};
  return {
    ...summary(execution),
    input: JSON.stringify(input),
    inputDetails: WHOLE,
    ...('output' in end ? { output: JSON.stringify(end.output), outputDetails: WHOLE } : {}),
    ...('error' in end ? { error: end.error as string } : {}),
    ...('cause' in end ? { cause: end.cause as string } : {}),
    ...redrivability(execution),
  };
}

/** An execution as ListExecutions has it; times in seconds since 1970. */
export function summary({ facts, end, redrivesMs }: Execution): JsonObject {
  const last = redrivesMs.at(-1);
  return {
    executionArn: facts.arn,
    stateMachineArn: facts.machine.arn,
    name: facts.name,
    status: end?.status ?? 'RUNNING',
    startDate: facts.startMs / 1000,
    ...(end ? { stopDate: end.stopMs / 1000 } : {}),
    redriveCount: redrivesMs.length,
    ...(last === undefined ? {} : { redriveDate: last / 1000 }),
  };
}

function redrivability({ end }: Execution): JsonObject {
  if (end && end.status !== 'SUCCEEDED') return { redriveStatus: 'REDRIVABLE' };
  const redriveStatusReason = `Execution is ${end ? 'SUCCEEDED' : 'RUNNING'} and cannot be redriven`;
  return { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason };
}
