/**
 * `npm run runbook -- <runbook>`: on the running twin or on AWS as `commands/runbook.ts` does. Where neither is, `restore-test` starts a
 * twin of its own, fills it, takes its backups by the plan and tests them in both Regions.
 *
 *     --own-twin           even if a twin runs, or AWS could be reached
 *     --entries, --forms   how much the own twin holds; 100,000 and 2,000 at least, when not said
 *     --hours              how many hours of backups it has; 2 when not said
 */
import { parseArgs } from 'node:util';
import { actOn } from '../commands/runbook/actions.ts';
import { parseRunbookArguments } from '../commands/runbook/arguments.ts';
import { CREDENTIALS } from './dynamodb/tables.ts';
import { isAllGood } from './runbook/figures.ts';
import { restoreTestOnOwnTwin } from './runbook/restore-test.ts';
import { status } from './supervisor/control-client.ts';

const OWN = {
  'own-twin': { type: 'boolean', default: false },
  entries: { type: 'string', default: '100000' },
  forms: { type: 'string', default: '2000' },
  hours: { type: 'string', default: '2' },
  seed: { type: 'string', default: 'restore-test' },
} as const;

/** Our own options, and the words that are left for the command. */
function ownWords(words: readonly string[]) {
  const { values, tokens } = parseArgs({
    args: [...words],
    options: OWN,
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const isOwn = (index: number): boolean =>
    tokens.some(
      (token) =>
        token.kind === 'option' &&
        token.name in OWN &&
        (token.index === index || (token.value !== undefined && !token.inlineValue && token.index + 1 === index)),
    );
  return { own: values as Record<keyof typeof OWN, string>, rest: words.filter((_, index) => !isOwn(index)) };
}

/** Whether a twin runs here; what a dead one left behind says nothing. */
const isTwinHere = (): Promise<boolean> =>
  status().then(
    () => true,
    () => false,
  );

/** Whether whoever types has credentials of AWS. */
const isAwsThere = ({ AWS_PROFILE, AWS_ACCESS_KEY_ID, AWS_WEB_IDENTITY_TOKEN_FILE }: NodeJS.ProcessEnv): boolean =>
  [AWS_PROFILE, AWS_WEB_IDENTITY_TOKEN_FILE].some(Boolean) ||
  ![undefined, CREDENTIALS.accessKeyId].includes(AWS_ACCESS_KEY_ID);

async function main(): Promise<number> {
  const { own, rest } = ownWords(process.argv.slice(2));
  const asked = parseRunbookArguments(rest, process.env);
  if (asked.what !== 'restore-test') return actOn(asked);
  if (!own['own-twin'] && (isAwsThere(process.env) || (await isTwinHere()))) return actOn(asked);
  const figures = await restoreTestOnOwnTwin({
    entries: Number(own.entries),
    forms: Number(own.forms),
    hours: Number(own.hours),
    seed: own.seed,
    regions: asked.region === undefined ? [] : [asked.region],
    input: JSON.parse(asked.input) as object,
    onProgress: (line) => console.log(`· ${line}`),
  });
  console.log(asked.json ? JSON.stringify(figures) : JSON.stringify(figures, null, 2));
  return isAllGood(figures) ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  const { name, message } = error as Error;
  console.error(name === 'UsageError' ? `Usage:\n${message}` : `${name}: ${message}`);
  process.exitCode = name === 'UsageError' ? 2 : 1;
}
