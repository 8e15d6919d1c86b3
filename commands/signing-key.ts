/** `npm run signing-key -- create|list|public`: the keys that sign the tills' chains. */
import { parseArgs } from 'node:util';
import { workplace } from './registry/clients.ts';
import { createSigningKey, listSigningKeys, publicKeySet } from './registry/signing-keys.ts';
import { runCommand } from './usage.ts';

const USAGE = `npm run signing-key -- create [--id NAME] [--active-in-minutes 10]
npm run signing-key -- list
npm run signing-key -- public      the public keys as a JWK set, for verify-chain
  [--environment production]       the environment whose keys are meant`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    id: { type: 'string' },
    'active-in-minutes': { type: 'string' },
    environment: { type: 'string' },
  },
});

/** The first key is active at once; a later one gives running functions ten minutes to learn it. */
async function create(): Promise<void> {
  const place = workplace(values.environment);
  const isFirst = (await listSigningKeys(place)).length === 0;
  const minutes = Number(values['active-in-minutes'] ?? (isFirst ? 0 : 10));
  const now = Date.now();
  const kid = values.id ?? `chain-${new Date(now).toISOString().slice(0, 10)}`;
  const key = await createSigningKey(place, kid, new Date(now + minutes * 60_000));
  console.log(`created ${key.kid}, signing from ${key.activeFrom}`);
}

async function list(): Promise<void> {
  const keys = await listSigningKeys(workplace(values.environment));
  console.table(
    keys.map(({ kid, activeFrom, sealed }) => ({ kid, activeFrom, regions: Object.keys(sealed).join(' ') })),
  );
}

async function publish(): Promise<void> {
  console.log(JSON.stringify(publicKeySet(await listSigningKeys(workplace(values.environment))), null, 2));
}

await runCommand({ create, list, public: publish }, positionals[0], USAGE);
