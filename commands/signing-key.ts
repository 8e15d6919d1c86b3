/** `npm run signing-key -- create|list|public`: the keys that sign the tills' chains. */
import { wholeNumber } from './numbers.ts';
import { withPlace } from './place/options.ts';
import type { PlaceAsked } from './place/where.ts';
import { programOf, runProgram } from './program.ts';
import { workplace } from './registry/clients.ts';
import { createSigningKey, listSigningKeys, publicKeySet } from './registry/signing-keys.ts';
import { tableOf } from './table.ts';

interface CreateAsked extends PlaceAsked {
  readonly id?: string;
  readonly activeInMinutes?: number;
}

/** The first key is active at once; a later one gives running functions ten minutes to learn it. */
async function create(asked: CreateAsked): Promise<void> {
  const place = await workplace(asked);
  const isFirst = (await listSigningKeys(place)).length === 0;
  const minutes = asked.activeInMinutes ?? (isFirst ? 0 : 10);
  const now = Date.now();
  const kid = asked.id ?? `chain-${new Date(now).toISOString().slice(0, 10)}`;
  const key = await createSigningKey(place, kid, new Date(now + minutes * 60_000));
  console.log(`created ${key.kid}, signing from ${key.activeFrom}`);
}

async function list(asked: PlaceAsked & { json?: true }): Promise<void> {
  const keys = (await listSigningKeys(await workplace(asked))).map(({ kid, activeFrom, sealed }) => ({
    kid,
    activeFrom,
    regions: Object.keys(sealed).join(' '),
  }));
  console.log(
    asked.json ? JSON.stringify(keys) : tableOf(keys, 'there is no key. Create one: npm run signing-key -- create'),
  );
}

async function publish(asked: PlaceAsked): Promise<void> {
  console.log(JSON.stringify(publicKeySet(await listSigningKeys(await workplace(asked))), null, 2));
}

const program = programOf('signing-key', "Makes and lists the keys that sign the tills' chains.", [
  'npm run signing-key -- create --environment production',
  'npm run --silent signing-key -- public > keys.json     for npm run verify-chain',
]);
const verb = (name: string, summary: string) => withPlace(program.command(name).description(summary));

verb('create', 'make a key, encrypted for every Region by its own KMS')
  .option('--id <name>', 'name of the key (default: chain-<date>)')
  .option('--active-in-minutes <minutes>', 'when it begins to sign (default: 10, the first one at once)', wholeNumber)
  .action(create);
verb('list', 'list the keys').option('--json', 'for programs').action(list);
verb('public', 'print the public keys as a JWK set: all that is needed to verify a chain').action(publish);

await runProgram(program);
