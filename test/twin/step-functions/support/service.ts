import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Tasks } from '../../../../twin/step-functions/integrations/call.ts';
import { type Served, type ServeOptions, serveStepFunctions } from '../../../../twin/step-functions/wire/serve.ts';

/** A served runner with a client for it. */
export interface Service extends Served {
  readonly sfn: SFNClient;
  /** Makes a machine; gives its ARN. */
  readonly create: (definition: object, name?: string) => Promise<string>;
  /** Starts an execution; gives its ARN. */
  readonly start: (machine: string, input?: object, name?: string) => Promise<string>;
  /** Its description once it has ended; looks every few real milliseconds, for five seconds. */
  readonly ended: (execution: string) => Promise<DescribeExecutionOutput>;
}

/** A function says yes, a service nothing. */
const AGREEING: Tasks = {
  invokeFunction: async (name) => `${name} says yes`,
  callService: async () => ({}),
};

/** Serves state machines and connects to them. */
export async function service(options: Partial<ServeOptions> = {}): Promise<Service> {
  const served = await serveStepFunctions({ tasks: AGREEING, ...options });
  const sfn = new SFNClient({
    region: 'eu-west-3',
    endpoint: served.url,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  return {
    ...served,
    sfn,
    create: async (definition, name = 'machine') => {
      const roleArn = 'arn:aws:iam::000000000000:role/machine';
      const command = new CreateStateMachineCommand({ name, roleArn, definition: JSON.stringify(definition) });
      return (await sfn.send(command)).stateMachineArn ?? '';
    },
    start: async (stateMachineArn, input = {}, name) => {
      const command = new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input), name });
      return (await sfn.send(command)).executionArn ?? '';
    },
    ended: (execution) => lookUntilEnded(sfn, execution),
    close: async () => {
      sfn.destroy();
      await served.close();
    },
  };
}

async function lookUntilEnded(sfn: SFNClient, executionArn: string): Promise<DescribeExecutionOutput> {
  for (const until = Date.now() + 5000; Date.now() < until; await new Promise((look) => setTimeout(look, 10))) {
    const described = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    if (described.status !== 'RUNNING') return described;
  }
  throw new Error(`${executionArn} has not ended after five seconds`);
}
