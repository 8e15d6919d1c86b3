/** `npm run twin -- …`: looks at the running twin and acts on it. */
import { Argument } from 'commander';
import { programOf, runProgram } from '../commands/program.ts';
import type { JsonObject } from './assembly/json.ts';
import { environmentOf } from './environment.ts';
import { ACTION_NAMES } from './supervisor/actions.ts';
import { command, status } from './supervisor/control-client.ts';
import { REMOTE_WORDS } from './supervisor/remote-actions.ts';
import type { Status } from './supervisor/status.ts';

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

async function act(name: string, action: string, rest: readonly string[]): Promise<void> {
  console.log(table(await command(name, action, (INPUTS[action] ?? byChance)(rest))));
}

const program = programOf('twin', 'Looks at the running twin, and makes things fail in it.', [
  'npm run twin -- status',
  'npm run twin -- region paris kill                  (isolate, slow 250, faults dropAnswer=0.05 reset=0.01; start, heal)',
  'npm run twin -- region paris sandbox permanence-production-checkout',
  'npm run twin -- customs delay 8000 12000           (or refuse 0.1, mute, down, drop, hang, lose, double; heal)',
  'npm run twin -- customs nightly                    the border validates every registered form',
  'eval "$(npm run --silent twin -- environment paris)"',
]);

program
  .command('status')
  .description('Regions, addresses, faults so far')
  .action(async () => console.log(table(await status())));
program
  .command('alarms')
  .description('what alarms did since the start')
  .action(async () => console.log(alarmLines(await status())));
program
  .command('environment')
  .description('export lines: other commands, and any AWS client, then work on the twin')
  .argument('<region>', 'paris or frankfurt')
  .action(async (region: string) => console.log(exportLines(environmentOf(await status(), region))));
program
  .command('region')
  .description('act on a whole Region: its processes and its way to DynamoDB')
  .argument('<region>', 'paris or frankfurt')
  .addArgument(new Argument('<action>', 'what happens').choices(ACTION_NAMES))
  .argument('[words...]', 'milliseconds of slow; fault=probability of faults; function of sandbox')
  .action(act);
for (const [name, more] of [
  ['customs', ['nightly']],
  ['acquirer', []],
] as const)
  program
    .command(name)
    .description(`make ${name} slow, silent or wrong`)
    .addArgument(new Argument('<action>', 'what happens').choices([...REMOTE_WORDS, ...more]))
    .argument('[words...]', 'milliseconds of delay, from and to; else a probability, 1 when not said')
    .action((action: string, words: readonly string[]) => act(name, action, words));

await runProgram(program);
