import type { JsonObject } from '../json.ts';
import type { Run } from './run.ts';

/** The context object, as far as it is the same for the whole execution. */
export function contextOf({ execution, machine }: Run): JsonObject {
  const { arn, name, input, roleArn, startMs, redrivesMs } = execution;
  const last = redrivesMs.at(-1);
  return {
    Execution: {
      Id: arn,
      Input: input,
      Name: name,
      RoleArn: roleArn,
      StartTime: new Date(startMs).toISOString(),
      RedriveCount: redrivesMs.length,
      ...(last === undefined ? {} : { RedriveTime: new Date(last).toISOString() }),
    },
    StateMachine: { Id: machine.arn, Name: machine.name },
  };
}
