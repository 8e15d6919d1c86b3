/** `npm run secret -- set|rotate-field-key|list`: what the functions must know and nobody may read. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fieldKeyName, SECRET_NAMES } from '../lambdas/shared/sealed.ts';
import { workplace } from './registry/clients.ts';
import { createFieldKey, listSecrets, setSecret } from './registry/secrets.ts';
import { runCommand, UsageError } from './usage.ts';

const names = Object.entries(SECRET_NAMES)
  .map(([name, holds]) => `  ${name.padEnd(16)} ${holds}`)
  .join('\n');

const USAGE = `npm run secret -- set --name NAME < FILE       reads the secret from standard input, so that no history keeps it
npm run secret -- rotate-field-key [--id NAME] [--active-in-minutes 10]
npm run secret -- list
${names}
  [--environment production]       the environment whose secrets are meant`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    name: { type: 'string' },
    id: { type: 'string' },
    'active-in-minutes': { type: 'string' },
    environment: { type: 'string' },
  },
});

async function set(): Promise<void> {
  const { name } = values;
  if (name === undefined || !Object.hasOwn(SECRET_NAMES, name)) throw new UsageError(USAGE);
  const secret = readFileSync(0, 'utf8').trim();
  if (secret === '') throw new UsageError(USAGE);
  await setSecret(workplace(values.environment), name, secret, new Date());
  console.log(`set ${name}; running functions learn it at their next start, or when the old one no longer fits`);
}

/** The first key is active at once; a later one gives running functions ten minutes to learn it. */
async function rotateFieldKey(): Promise<void> {
  const place = workplace(values.environment);
  const isFirst = !(await listSecrets(place)).some(({ name }) => name.startsWith(fieldKeyName('')));
  const minutes = Number(values['active-in-minutes'] ?? (isFirst ? 0 : 10));
  const now = Date.now();
  const id = values.id ?? new Date(now).toISOString().slice(0, 10);
  const { name, activeFrom } = await createFieldKey(place, id, new Date(now + minutes * 60_000));
  console.log(`created ${name}, closing from ${activeFrom}; older keys stay and open what they closed`);
}

async function list(): Promise<void> {
  const secrets = await listSecrets(workplace(values.environment));
  console.table(
    secrets.map(({ name, activeFrom, sealed }) => ({ name, activeFrom, regions: Object.keys(sealed).join(' ') })),
  );
}

await runCommand({ set, 'rotate-field-key': rotateFieldKey, list }, positionals[0], USAGE);
