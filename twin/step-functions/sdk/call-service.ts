import { Failure } from '../failure.ts';
import type { Tasks } from '../integrations/call.ts';
import type { Json, JsonObject } from '../json.ts';
import { FROM_SDK, TO_SDK } from './conversions.ts';
import { type SdkModule, sdkFailure } from './errors.ts';
import { SERVICES } from './services.ts';
import { convert } from './shape.ts';

/** A client of any service. */
interface Client {
  readonly send: (command: Command) => Promise<unknown>;
}

/** A command of any client; its schema is `[…, input, output]`. */
interface Command {
  readonly schema: readonly unknown[];
  input: unknown;
}

type Constructor<T> = new (input: object) => T;

/** What clients are made with, like `{ region, endpoint, credentials }`. */
export type ClientOptions = (service: string) => object;

/**
 * Calls services through the JavaScript SDK. `AWS_ENDPOINT_URL_<SERVICE>` says where, as for any client.
 * @param optionsOf what the client of a service is made with
 */
export function callServiceThroughSdk(optionsOf: ClientOptions = () => ({})): Tasks['callService'] {
  const clients = new Map<string, Client>();
  return async (service, action, input) => {
    const { packageName, client: name, errors } = known(service);
    const module = await load(packageName);
    const command = commandOf(module, action);
    const client = clients.get(service) ?? new (classOf<Client>(module, `${name}Client`))(optionsOf(service));
    clients.set(service, client);
    try {
      command.input = convert(input, command.schema[4], TO_SDK);
      const output = (await client.send(command)) as JsonObject;
      const { $metadata: _, ...members } = output;
      return convert(members, command.schema[5], FROM_SDK) as Json;
    } catch (error) {
      throw sdkFailure(error, errors, module);
    }
  };
}

function known(service: string) {
  const found = SERVICES[service];
  if (found) return found;
  throw new Failure('States.Runtime', `The service '${service}' is not run here; ${Object.keys(SERVICES)} are`);
}

async function load(packageName: string): Promise<SdkModule> {
  try {
    return (await import(packageName)) as SdkModule;
  } catch (error) {
    throw new Failure('States.Runtime', `The package ${packageName} is not installed: ${(error as Error).message}`);
  }
}

function commandOf(module: SdkModule, action: string): Command {
  const name = `${action.charAt(0).toUpperCase()}${action.slice(1)}Command`;
  return new (classOf<Command>(module, name))({});
}

function classOf<T>(module: SdkModule, name: string): Constructor<T> {
  if (typeof module[name] === 'function') return module[name] as Constructor<T>;
  throw new Failure('States.Runtime', `The client has no ${name}`);
}
