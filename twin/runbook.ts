/**
 * `npm run runbook -- <runbook>`: on the running twin or on AWS as `commands/runbook.ts` does. Where neither is, `restore-test` and
 * `clone-environment` start a twin of their own, fill it and take its backups by the plan; the first tests them in both Regions, the second
 * makes a clone of them, which is gone with the twin.
 *
 *     --own-twin           even if a twin runs, or AWS could be reached
 *     --entries, --forms   how much the own twin holds; 100,000 and 2,000 at least, when not said
 *     --hours              how many hours of backups it has; 2 when not said
 *     --now                when the own twin begins, such as 2027-02-28T23:58:00Z; now when not said
 */
import './time/now-option.ts';
import { parseArgs } from 'node:util';
import { actOn } from '../commands/runbook/actions.ts';
import { type Asked, parseRunbookArguments } from '../commands/runbook/arguments.ts';
import { CREDENTIALS } from './dynamodb/tables.ts';
import { cloneOnOwnTwin } from './runbook/clone.ts';
import { isAllGood } from './runbook/figures.ts';
import { restoreTestOnOwnTwin } from './runbook/restore-test.ts';
import { status } from './supervisor/control-client.ts';
import { NOW_OPTION } from './time/now-option.ts';

const OWN = {
  'own-twin': { type: 'boolean', default: false },
  entries: { type: 'string', default: '100000' },
  forms: { type: 'string', default: '2000' },
  hours: { type: 'string', default: '2' },
  seed: { type: 'string', default: 'restore-test' },
  ...NOW_OPTION,
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

type OwnOptions = Record<keyof typeof OWN, string>;

const worldOf = ({ entries, forms, hours, seed }: OwnOptions) => ({
  entries: Number(entries),
  forms: Number(forms),
  hours: Number(hours),
  seed,
  onProgress: (line: string) => console.log(`· ${line}`),
});

interface Outcome {
  figures: object;
  isGood: boolean;
}

/** What can be done on a twin of one's own. */
const OWN_RUNS: Readonly<Record<string, (asked: Asked, own: OwnOptions) => Promise<Outcome>>> = {
  'restore-test': async ({ region, input }, own) => {
    const regions = region === undefined ? [] : [region];
    const figures = await restoreTestOnOwnTwin({ ...worldOf(own), regions, input: JSON.parse(input) as object });
    return { figures, isGood: isAllGood(figures) };
  },
  'clone-environment': async ({ region, input }, own) => {
    const where = region === undefined ? {} : { region };
    const figures = await cloneOnOwnTwin({ ...worldOf(own), ...where, input: JSON.parse(input) as object });
    return { figures, isGood: figures.health === 200 };
  },
};

async function main(): Promise<number> {
  const { own, rest } = ownWords(process.argv.slice(2));
  const asked = parseRunbookArguments(rest, process.env);
  const runOnOwn = OWN_RUNS[asked.what];
  if (runOnOwn === undefined) return actOn(asked);
  if (!own['own-twin'] && (isAwsThere(process.env) || (await isTwinHere()))) return actOn(asked);
  const { figures, isGood } = await runOnOwn(asked, own);
  console.log(asked.json ? JSON.stringify(figures) : JSON.stringify(figures, null, 2));
  return isGood ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  const { name, message } = error as Error;
  console.error(name === 'UsageError' ? `Usage:\n${message}` : `${name}: ${message}`);
  process.exitCode = name === 'UsageError' ? 2 : 1;
}
