/** `npm run secret -- set|rotate-field-key|list`: what the functions must know and nobody may read. */
import { readFileSync } from 'node:fs';
import { fieldKeyName, SECRET_NAMES } from '../lambdas/shared/sealed.ts';
import { wholeNumber } from './numbers.ts';
import { withPlace } from './place/options.ts';
import { regionNamed } from './place/region-names.ts';
import type { PlaceAsked } from './place/where.ts';
import { programOf, runProgram } from './program.ts';
import { workplace } from './registry/clients.ts';
import { createFieldKey, listSecrets, setSecret } from './registry/secrets.ts';
import { tableOf } from './table.ts';
import { UsageError } from './usage.ts';

interface SetAsked extends PlaceAsked {
  readonly name: string;
  readonly without?: string;
}

async function set(asked: SetAsked): Promise<void> {
  const { name, without } = asked;
  const secret = readFileSync(0, 'utf8').trim();
  if (secret === '')
    throw new UsageError('standard input is empty; expected the secret, as in: … set --name NAME < FILE');
  const place = await workplace(asked);
  const regions = place.regions.filter((region) => region !== without);
  await setSecret({ ...place, regions }, name, secret, new Date());
  console.log(`set ${name}; running functions learn it at their next start, or when the old one no longer fits`);
  if (without !== undefined) console.log(`${without} has none now: set it again as soon as that Region answers`);
}

interface FieldKeyAsked extends PlaceAsked {
  readonly id?: string;
  readonly activeInMinutes?: number;
}

/** The first key is active at once; a later one gives running functions ten minutes to learn it. */
async function rotateFieldKey(asked: FieldKeyAsked): Promise<void> {
  const place = await workplace(asked);
  const isFirst = !(await listSecrets(place)).some(({ name }) => name.startsWith(fieldKeyName('')));
  const minutes = asked.activeInMinutes ?? (isFirst ? 0 : 10);
  const now = Date.now();
  const id = asked.id ?? new Date(now).toISOString().slice(0, 10);
  const { name, activeFrom } = await createFieldKey(place, id, new Date(now + minutes * 60_000));
  console.log(`created ${name}, encrypting from ${activeFrom}; older keys stay and decrypt what they encrypted`);
}

async function list(asked: PlaceAsked & { json?: true }): Promise<void> {
  const secrets = (await listSecrets(await workplace(asked))).map(({ name, activeFrom, sealed }) => ({
    name,
    activeFrom,
    regions: Object.keys(sealed).join(' '),
  }));
  console.log(
    asked.json ? JSON.stringify(secrets) : tableOf(secrets, 'no secret is set. Set one: npm run secret -- set'),
  );
}

const holds = Object.entries(SECRET_NAMES).map(([name, content]) => `  ${name.padEnd(16)} ${content}`);

const program = programOf('secret', 'Sets and lists what the functions must know and nobody may read.', [
  'npm run secret -- set --name customs-client < FILE     from standard input, so that no history keeps it',
  'npm run secret -- rotate-field-key',
  'npm run secret -- list --environment production',
]).addHelpText('after', `\nNames and what they hold:\n${holds.join('\n')}`);
const verb = (name: string, summary: string) => withPlace(program.command(name).description(summary));

verb('set', 'read a secret from standard input, encrypt it for every Region and keep it')
  .addOption(
    program.createOption('--name <name>', 'which secret').choices(Object.keys(SECRET_NAMES)).makeOptionMandatory(),
  )
  .option('--without <region>', 'leave a Region out whose KMS does not answer; set it again when it does', regionNamed)
  .action(set);
verb('rotate-field-key', 'make a new key for personal data; older keys stay')
  .option('--id <name>', 'name of the key (default: the date)')
  .option(
    '--active-in-minutes <minutes>',
    'when it begins to be used (default: 10, the first one at once)',
    wholeNumber,
  )
  .action(rotateFieldKey);
verb('list', 'list the secrets, never their content').option('--json', 'for programs').action(list);

await runProgram(program);
