import { CREDENTIALS } from '../dynamodb/tables.ts';
import type { Surroundings } from '../lambda/surroundings.ts';
import type { Tasks } from '../step-functions/integrations/call.ts';
import { callServiceThroughSdk } from '../step-functions/sdk/call-service.ts';

/** Where the services are that state machines may call, by the name in `aws-sdk:<name>:…`. */
function addressesOf({ dynamodbEndpoint, endpoints = {} }: Surroundings): Record<string, string | undefined> {
  return {
    dynamodb: dynamodbEndpoint,
    backup: endpoints.AWS_ENDPOINT_URL_BACKUP,
    sfn: endpoints.AWS_ENDPOINT_URL_SFN,
    cloudformation: endpoints.AWS_ENDPOINT_URL_CLOUDFORMATION,
  };
}

/** A service that has no counterpart here is not run: its name would lead to the real one. */
class ServiceUnknown extends Error {
  override readonly name = 'States.Runtime';
}

/** Calls AWS services for the state machines of a Region, those of the twin and never the real ones. */
export function serviceTasks(surroundings: Surroundings): Tasks['callService'] {
  const addresses = addressesOf(surroundings);
  const { region } = surroundings;
  const call = callServiceThroughSdk((service) => ({
    region,
    endpoint: addresses[service],
    credentials: CREDENTIALS,
  }));
  return async (service, action, input) => {
    if (addresses[service] === undefined) throw new ServiceUnknown(`The twin has no ${service} to ${action} with`);
    return call(service, action, input);
  };
}
