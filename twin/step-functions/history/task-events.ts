import { errorDetails, type Failure } from '../failure.ts';
import type { Resource } from '../integrations/resource.ts';
import type { Json, JsonObject } from '../json.ts';
import { carried } from './details.ts';
import type { Trail } from './history.ts';

/** Time limits as events carry them, in seconds. */
interface Limits {
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
}

/** What is told of one attempt of a Task. */
export interface TaskEvents {
  readonly scheduled: (passed: Json, limits: Limits) => void;
  readonly submitted: (output: Json) => void;
  readonly succeeded: (result: Json) => void;
  readonly failed: (failure: Failure) => void;
}

/** Where the events of one attempt go. */
interface Place {
  readonly key: string;
  readonly trail: Trail;
}

/** Functions by ARN have event types of their own. */
export function taskEvents(resource: Resource, place: Place): TaskEvents {
  return resource.kind === 'function' ? functionEvents(resource, place) : integrationEvents(resource, place);
}

function functionEvents({ arn }: Resource, { key, trail }: Place): TaskEvents {
  const add = (what: string, details: JsonObject = {}) => trail.add(`${key}:${what}`, `LambdaFunction${what}`, details);
  return {
    scheduled: (passed, limits) => {
      const lambdaFunctionScheduledEventDetails = { resource: arn, ...carried('input', passed), ...seconds(limits) };
      add('Scheduled', { lambdaFunctionScheduledEventDetails });
      add('Started');
    },
    submitted: () => undefined,
    succeeded: (result) => add('Succeeded', { lambdaFunctionSucceededEventDetails: carried('output', result) }),
    failed: (failure) => {
      const what = isTimeout(failure) ? 'TimedOut' : 'Failed';
      add(what, { [`lambdaFunction${what}EventDetails`]: errorDetails(failure) });
    },
  };
}

function integrationEvents({ arn, service, action, kind, pattern }: Resource, { key, trail }: Place): TaskEvents {
  const resourceType = kind === 'aws-sdk' ? `aws-sdk:${service}` : service;
  const resource = pattern === 'requestResponse' ? action : `${action}.${pattern}`;
  const region = arn.split(':')[3] || 'local';
  const add = (what: string, details: JsonObject = {}) =>
    trail.add(`${key}:${what}`, `Task${what}`, {
      [`task${what}EventDetails`]: { resourceType, resource, ...details },
    });
  return {
    scheduled: (passed, limits) => {
      add('Scheduled', { region, parameters: JSON.stringify(passed), ...seconds(limits) });
      add('Started');
    },
    submitted: (output) => add('Submitted', carried('output', output)),
    succeeded: (result) => add('Succeeded', carried('output', result)),
    failed: (failure) => add(isTimeout(failure) ? 'TimedOut' : 'Failed', errorDetails(failure)),
  };
}

function seconds({ timeoutSeconds, heartbeatSeconds }: Limits): JsonObject {
  return {
    ...(timeoutSeconds === undefined ? {} : { timeoutInSeconds: timeoutSeconds }),
    ...(heartbeatSeconds === undefined ? {} : { heartbeatInSeconds: heartbeatSeconds }),
  };
}

function isTimeout({ error }: Failure): boolean {
  return error === 'States.Timeout';
}
