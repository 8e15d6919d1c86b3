import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { parseEnv } from 'node:util';

/** What a running twin leaves for commands in other terminals, relative to the folder they are started in. */
const TWIN_FILE = '.twin/environment';

/** How a twin is reached; only the DynamoDB of its Regions have an address each, as each has a way of its own. */
export interface TwinAddresses {
  readonly environment: string;
  /** The nearest Region. */
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** AWS name of the Region → address of its DynamoDB. */
  readonly dynamodb: Readonly<Record<string, string>>;
  readonly machines: string;
  readonly kms: string;
}

/** Variables of the shell where they speak of a twin, else those of the file, else none. */
export function twinVariables(variables: NodeJS.ProcessEnv): NodeJS.Dict<string> {
  if (variables.PERMANENCE_TWIN_DYNAMODB !== undefined) return variables;
  return existsSync(TWIN_FILE) ? parseEnv(readFileSync(TWIN_FILE, 'utf8')) : {};
}

/** @returns undefined when neither the shell nor the file speaks of a twin */
export function twinAddresses(variables: NodeJS.ProcessEnv): TwinAddresses | undefined {
  const found = twinVariables(variables);
  if (found.PERMANENCE_TWIN_DYNAMODB === undefined) return undefined;
  const word = (name: string): string => found[name] ?? '';
  const pairs = word('PERMANENCE_TWIN_DYNAMODB').split(',');
  return {
    environment: word('PERMANENCE_ENVIRONMENT'),
    region: word('AWS_REGION'),
    credentials: { accessKeyId: word('AWS_ACCESS_KEY_ID'), secretAccessKey: word('AWS_SECRET_ACCESS_KEY') },
    dynamodb: Object.fromEntries(pairs.map((pair) => pair.split('=') as [string, string])),
    machines: word('AWS_ENDPOINT_URL_SFN'),
    kms: word('AWS_ENDPOINT_URL_KMS'),
  };
}

const CONNECTS_WITHIN_MS = 1_000;

/** Whether the twin that left these addresses still runs: its supervisor serves the address of all machines, whatever became of its Regions. */
export function isTwinRunning({ machines }: TwinAddresses): Promise<boolean> {
  const { hostname: host, port } = new URL(machines);
  return new Promise((resolve) => {
    const socket = connect({ port: Number(port), host, timeout: CONNECTS_WITHIN_MS });
    const ends = (isThere: boolean) => () => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', ends(true)).once('error', ends(false)).once('timeout', ends(false));
  });
}
