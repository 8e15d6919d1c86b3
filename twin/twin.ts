/** `npm run twin -- …`: looks at the running twin and acts on it. */
import type { JsonObject } from './assembly/json.ts';
import { environmentOf } from './environment.ts';
import { command, status } from './supervisor/control-client.ts';
import type { Status } from './supervisor/status.ts';

const USAGE = `npm run twin -- status
npm run twin -- environment <region>                   export lines for other commands
npm run twin -- region <region> kill | start           the whole Region: its processes and its way to DynamoDB
npm run twin -- region <region> isolate | heal         cut off from the other Regions; all well again
npm run twin -- region <region> slow <ms>              extra round trip to DynamoDB
npm run twin -- region <region> faults <name>=<p> ...  dropAnswer, reset, conflict, throttle; p from 0 to 1
npm run twin -- region <region> sandbox <function>     kill one sandbox`;

const INPUTS: Readonly<Record<string, (rest: readonly string[]) => JsonObject>> = {
  slow: ([ms = '']) => ({ ms }),
  sandbox: ([name = '']) => ({ function: name }),
  faults: (rest) => Object.fromEntries(rest.map((one) => one.split('=') as [string, string])),
};

function table({ environment, regions, logDir }: Status): string {
  const lines = regions.map(({ name, region, url, running, happened }) => {
    const faults = Object.entries(happened).map(([fault, times]) => `${fault} ${times}`);
    return `${name.padEnd(10)} ${region.padEnd(13)} ${(running ? 'serves' : 'down').padEnd(7)} ${url}  ${faults.join(', ')}`;
  });
  return [`environment ${environment}, logs in ${logDir}`, ...lines].join('\n');
}

function exportLines(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `export ${name}=${value}`)
    .join('\n');
}

async function run([what, region = '', action = '', ...rest]: readonly string[]): Promise<string> {
  if (what === 'status') return table(await status());
  if (what === 'environment') return exportLines(environmentOf(await status(), region));
  if (what === 'region' && action) return table(await command(region, action, INPUTS[action]?.(rest) ?? {}));
  throw new Error(USAGE);
}

try {
  console.log(await run(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
