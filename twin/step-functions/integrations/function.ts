import { Failure } from '../failure.ts';
import { isObject, type Json } from '../json.ts';
import type { Call, Tasks } from './call.ts';
import { httpMetadata } from './metadata.ts';
import { namedFailure } from './named-failure.ts';

/** Arguments of `lambda:invoke` that are run. Source: Step Functions developer guide, "Invoke a Lambda function". */
const ARGUMENTS = ['FunctionName', 'Payload', 'InvocationType', 'Qualifier'];

/** A function by its ARN: its answer is the result. */
export function invokePlain(tasks: Tasks, call: Call): Promise<Json> {
  return invoke(tasks, call.resource.arn, call.arguments);
}

/** `lambda:invoke`: the answer is the `Payload` of the result. */
export async function invokeWithMetadata(tasks: Tasks, { arguments: input, id }: Call): Promise<Json> {
  if (!isObject(input) || typeof input.FunctionName !== 'string') {
    throw new Failure('States.Runtime', "The argument 'FunctionName' of lambda:invoke is missing");
  }
  const { FunctionName: name, Payload = {}, InvocationType: type = 'RequestResponse', Qualifier } = input;
  const unknown = Object.keys(input).find((argument) => !ARGUMENTS.includes(argument));
  if (unknown) throw new Failure('States.Runtime', `The argument '${unknown}' of lambda:invoke is not run here`);
  if (type !== 'RequestResponse') throw new Failure('States.Runtime', `The 'InvocationType' ${type} is not run here`);
  const answer = await invoke(tasks, Qualifier === undefined ? name : `${name}:${Qualifier}`, Payload);
  return { ExecutedVersion: '$LATEST', Payload: answer, StatusCode: 200, ...httpMetadata(id) };
}

async function invoke(tasks: Tasks, name: string, payload: Json): Promise<Json> {
  try {
    return (await tasks.invokeFunction(name, payload)) ?? null;
  } catch (error) {
    throw namedFailure(error, (thrown) =>
      thrown.name.startsWith('Lambda.') || thrown.name.startsWith('States.')
        ? thrown.message
        : JSON.stringify({ errorType: thrown.name, errorMessage: thrown.message, trace: [] }),
    );
  }
}
