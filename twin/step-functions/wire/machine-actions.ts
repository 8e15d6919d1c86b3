import type { JsonObject } from '../json.ts';
import { executionArn, machineArn, validName } from '../service/arns.ts';
import { ServiceError } from '../service/errors.ts';
import type { StoredMachine } from '../service/machines.ts';
import type { Action } from './action.ts';
import { optionalText, tagsOf, textOf } from './input.ts';
import { pageOf } from './pages.ts';

/** Members of CreateStateMachine and UpdateStateMachine that are not run here, unless they ask for nothing. */
const REFUSED = ['publish', 'encryptionConfiguration'];

/** Actions on state machines. */
export const MACHINE_ACTIONS: Readonly<Record<string, Action>> = {
  CreateStateMachine: ({ machines }, input, { region, account }) => {
    refuse(input);
    const name = validName(input.name);
    const arn = `arn:aws:states:${region}:${account}:stateMachine:${name}`;
    const [definition, roleArn] = [textOf(input, 'definition'), textOf(input, 'roleArn')];
    const before = machines.find(arn);
    if (before && (before.definition !== definition || before.roleArn !== roleArn)) {
      throw new ServiceError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
    }
    const { createdMs } = before ?? machines.put({ arn, name, definition, roleArn, tags: tagsOf(input.tags) });
    return { stateMachineArn: arn, creationDate: createdMs / 1000 };
  },
  UpdateStateMachine: ({ machines }, input) => {
    refuse(input);
    const { arn, name, ...before } = machines.get(machineArn(input.stateMachineArn));
    const definition = optionalText(input, 'definition') ?? before.definition;
    const roleArn = optionalText(input, 'roleArn') ?? before.roleArn;
    const { updatedMs, revisionId } = machines.put({ arn, name, definition, roleArn });
    return { updateDate: updatedMs / 1000, revisionId };
  },
  DeleteStateMachine: ({ machines }, input) => {
    machines.remove(machineArn(input.stateMachineArn));
    return {};
  },
  DescribeStateMachine: ({ machines }, input) => {
    const machine = machines.get(machineArn(input.stateMachineArn));
    return { ...described(machine), status: 'ACTIVE', type: 'STANDARD', creationDate: machine.createdMs / 1000 };
  },
  DescribeStateMachineForExecution: ({ executions }, input) => {
    const { machine } = executions.get(executionArn(input.executionArn)).facts;
    return { ...described(machine), updateDate: machine.updatedMs / 1000 };
  },
  ListStateMachines: ({ machines }, input) => {
    const all = machines.all().sort((a, b) => a.name.localeCompare(b.name));
    const listed = all.map(({ arn, name, createdMs }) => ({
      stateMachineArn: arn,
      name,
      type: 'STANDARD',
      creationDate: createdMs / 1000,
    }));
    return pageOf(input, 'stateMachines', listed);
  },
  TagResource: ({ machines }, input) => {
    const machine = machines.get(machineArn(input.resourceArn));
    machines.put({ ...machine, tags: { ...machine.tags, ...tagsOf(input.tags) } });
    return {};
  },
  ListTagsForResource: ({ machines }, input) => {
    const { tags } = machines.get(machineArn(input.resourceArn));
    return { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) };
  },
};

function described({ arn, name, definition, roleArn, revisionId }: StoredMachine): JsonObject {
  return { stateMachineArn: arn, name, definition, roleArn, revisionId, loggingConfiguration: { level: 'OFF' } };
}

function refuse(input: JsonObject): void {
  if (input.type !== undefined && input.type !== 'STANDARD') {
    throw new ServiceError('StateMachineTypeNotSupported', `Type ${String(input.type)} is not run here, only STANDARD`);
  }
  const refused = REFUSED.find((name) => input[name] !== undefined && input[name] !== false);
  if (refused) throw new ServiceError('ValidationException', `The member '${refused}' is not run here`);
}
