/** `npm run twin -- …`: looks at the running twin and acts on it. */
import type { JsonObject } from './assembly/json.ts';
import { environmentOf } from './environment.ts';
import { command, status } from './supervisor/control-client.ts';
import { isRemote } from './supervisor/remote-actions.ts';
import type { Status } from './supervisor/status.ts';

const USAGE = `npm run twin -- status
npm run twin -- alarms                                 what alarms did since the start
npm run twin -- environment <region>                   export lines for other commands
npm run twin -- region <region> kill | start           the whole Region: its processes and its way to DynamoDB
npm run twin -- region <region> isolate | heal         cut off from the other Regions; all well again
npm run twin -- region <region> slow <ms>              extra round trip to DynamoDB
npm run twin -- region <region> faults <name>=<p> ...  dropAnswer, reset, conflict, throttle; p from 0 to 1
npm run twin -- region <region> sandbox <function>     kill one sandbox
npm run twin -- customs | acquirer delay <ms> [<ms>]   how long a result takes, between the two
npm run twin -- customs | acquirer refuse | mute | down | drop | hang | lose | double [<p>]
                                                       refuses; never tells a result; answers 503; breaks the answer; never
                                                       answers; loses a message to us; sends it twice. p is 1 when not said
npm run twin -- customs | acquirer heal                all well again, and quick
npm run twin -- customs nightly                        the border validates every registered form, and the list tells it`;

const INPUTS: Readonly<Record<string, (rest: readonly string[]) => JsonObject>> = {
  slow: ([ms = '']) => ({ ms }),
  sandbox: ([name = '']) => ({ function: name }),
  delay: ([from = '', to = from]) => ({ from, to }),
  faults: (rest) => Object.fromEntries(rest.map((one) => one.split('=') as [string, string])),
};

function table({ environment, regions, publicUrl, nameServer, logDir }: Status): string {
  const named = publicUrl === undefined ? '' : `, public name ${publicUrl} by ${nameServer}`;
  const lines = regions.map(({ name, region, url, running, happened }) => {
    const faults = Object.entries(happened).map(([fault, times]) => `${fault} ${times}`);
    return `${name.padEnd(10)} ${region.padEnd(13)} ${(running ? 'serves' : 'down').padEnd(7)} ${url}  ${faults.join(', ')}`;
  });
  return [`environment ${environment}${named}, logs in ${logDir}`, ...lines].join('\n');
}

function alarmLines({ alarms, unwatched }: Status): string {
  const changes = alarms.map(
    ({ at, region, alarm, state }) => `${at} ${region.padEnd(13)} ${state.padEnd(6)} ${alarm}`,
  );
  return [...(changes.length === 0 ? ['none changed'] : changes), `not judged here: ${unwatched.join(', ')}`].join(
    '\n',
  );
}

function exportLines(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `export ${name}=${value}`)
    .join('\n');
}

/** How likely something is, when that is said. */
const byChance = ([by]: readonly string[]): JsonObject => (by === undefined ? {} : { by });

async function run([what = '', ...words]: readonly string[]): Promise<string> {
  const [name = '', action = '', ...rest] = what === 'region' ? words : [what, ...words];
  if (what === 'status') return table(await status());
  if (what === 'alarms') return alarmLines(await status());
  if (what === 'environment') return exportLines(environmentOf(await status(), words[0] ?? ''));
  if ((what !== 'region' && !isRemote(what)) || action === '') throw new Error(USAGE);
  return table(await command(name, action, (INPUTS[action] ?? byChance)(rest)));
}

try {
  console.log(await run(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
