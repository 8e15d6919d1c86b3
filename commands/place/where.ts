import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../usage.ts';
import { followTwinClock } from './twin-clock.ts';
import { isTwinRunning, type TwinAddresses, twinAddresses } from './twin-file.ts';

/** Where a command is to work, as it was typed. */
export interface PlaceAsked {
  readonly on?: 'twin' | 'aws';
  readonly environment?: string;
  /** AWS name: this Region and no other one. */
  readonly region?: string;
}

/** Where it works: on the twin of this machine, or on AWS. */
export type Where = { readonly on: 'twin'; readonly twin: TwinAddresses } | { readonly on: 'aws' };

/** Variables that lead to AWS. Those of a twin that was named to the shell are the twin's. */
const AWS_VARIABLES = [
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  'AWS_ACCESS_KEY_ID',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
] as const;

/** What leads to AWS from here: a variable or a file; undefined when nothing does. */
function wayToAws(variables: NodeJS.ProcessEnv, twin: TwinAddresses | undefined): string | undefined {
  const areTwins = twin !== undefined && variables.AWS_ACCESS_KEY_ID === twin.credentials.accessKeyId;
  const variable = areTwins ? undefined : AWS_VARIABLES.find((name) => variables[name]);
  if (variable !== undefined) return variable;
  const folder = join(variables.HOME ?? homedir(), '.aws');
  const files = [
    variables.AWS_SHARED_CREDENTIALS_FILE ?? join(folder, 'credentials'),
    variables.AWS_CONFIG_FILE ?? join(folder, 'config'),
  ];
  return files.find((file) => existsSync(file));
}

/** Neither a twin nor AWS is in reach. */
const NOWHERE =
  'no twin runs here, and no AWS Region or credentials are set. Start a twin (npm start), or set AWS_PROFILE, or AWS_REGION and credentials';

/**
 * Never a guess between a simulation and production: with both in reach, the command line has to name one.
 *
 * @throws UsageError when both are in reach and none is named
 * @throws Error when what is named, or anything at all, is not in reach
 */
export async function chooseWhere(asked: PlaceAsked, variables: NodeJS.ProcessEnv): Promise<Where> {
  const left = twinAddresses(variables);
  const twin = left !== undefined && (await isTwinRunning(left)) ? left : undefined;
  if (asked.on === 'twin' && twin === undefined) throw new Error('no twin runs here. Start one: npm start');
  const aws = wayToAws(variables, left);
  if (asked.on === 'aws') return { on: 'aws' };
  const reason = asked.environment === undefined ? aws : `--environment ${asked.environment}`;
  if (twin !== undefined && (asked.on === 'twin' || reason === undefined)) {
    await followTwinClock(variables);
    return { on: 'twin', twin };
  }
  if (twin !== undefined)
    throw new UsageError(
      `a twin runs here, and AWS is in reach (${reason}). Say which is meant: --on twin, or --on aws (or set PERMANENCE_ON)`,
    );
  if (aws === undefined) throw new Error(NOWHERE);
  return { on: 'aws' };
}
