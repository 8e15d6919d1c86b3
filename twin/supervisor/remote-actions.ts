import type { JsonObject } from '../assembly/json.ts';
import { type Behaviour, WELL_BEHAVED } from '../simulator/behaviour.ts';
import type { Remote } from './remote.ts';

type Name = keyof Remote;

/** Changes of behaviour by the word that people type for them; `by` is a probability, 1 when not said. */
const WORDS: Readonly<Record<string, (input: JsonObject) => Partial<Behaviour>>> = {
  delay: ({ from, to }) => ({ result: [Number(from), Number(to ?? from)] }),
  refuse: ({ by }) => ({ refuse: chance(by) }),
  mute: ({ by }) => ({ silent: chance(by) }),
  down: ({ by }) => ({ unavailable: chance(by) }),
  drop: ({ by }) => ({ dropAnswer: chance(by) }),
  hang: ({ by }) => ({ hang: chance(by) }),
  lose: ({ by }) => ({ loseWebhook: chance(by) }),
  double: ({ by }) => ({ doubleWebhook: chance(by) }),
  heal: () => ({ ...WELL_BEHAVED }),
};

/** The words for them; `nightly` is of customs only. */
export const REMOTE_WORDS: readonly string[] = Object.keys(WORDS);

function chance(by: unknown): number {
  const probability = Number(by ?? 1);
  if (!(probability >= 0 && probability <= 1)) throw new Error('a probability is from 0 to 1');
  return probability;
}

/** Whether a command is for one of the services of others, and not for a Region. */
export const isRemote = (name: string): name is Name => name === 'customs' || name === 'acquirer';

/** Changes how a service behaves, or has customs send their nightly list. @throws Error saying what would be understood */
export async function actOnRemote(remote: Remote, name: Name, action: string, input: JsonObject): Promise<void> {
  const service = remote[name];
  if (!service) throw new Error(`nothing of this world speaks with ${name}`);
  if (name === 'customs' && action === 'nightly') return void (await remote.customs?.nightly({ confirm: 'all' }));
  const word = WORDS[action];
  if (!word) throw new Error(`unknown action ${action}; known: ${Object.keys(WORDS).join(', ')}, customs nightly`);
  await service.control(word(input));
}
