import { fileURLToPath } from 'node:url';
import type { Behaviour } from '../simulator/behaviour.ts';
import { startSimulator } from '../simulator/process.ts';
import { ACQUIRER_SECRETS, type AcquirerOptions, type AcquirerSecrets } from './options.ts';
import type { AcquirerRecord, Movement } from './records.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

/** The twin's acquirer, in a process of its own. */
export interface AcquirerWorld {
  /** `ACQUIRER_URL` of our functions. */
  readonly url: string;
  readonly pid: number;
  /** What the registry must hold for us to speak with it. */
  readonly secrets: AcquirerSecrets;
  /** Changes how it behaves from now on. */
  control(behaviour: Partial<Behaviour>): Promise<void>;
  /** Where our Regions' APIs are. */
  webhooks(urls: readonly string[]): Promise<void>;
  /** The card's bank gives the credit under a key back. False when there is none. */
  reverse(key: string): Promise<boolean>;
  records(): Promise<AcquirerRecord[]>;
  /** Money that moved, one a key, reversed ones left out. */
  movements(): Promise<Movement[]>;
  /** Notifications that we have not accepted yet. */
  waiting(): Promise<number>;
  /** SIGKILL; started again with the same file it goes on. */
  stop(): Promise<void>;
}

/** Starts the twin's acquirer; resolves when it serves. It ends when the caller's process does. */
export async function startAcquirer(options: AcquirerOptions): Promise<AcquirerWorld> {
  const child = await startSimulator(MAIN, options);
  return {
    url: child.url,
    pid: child.pid,
    secrets: options.secrets ?? ACQUIRER_SECRETS,
    control: async (behaviour) => void (await child.post('/control/behaviour', behaviour)),
    webhooks: async (urls) => void (await child.post('/control/webhooks', urls)),
    reverse: async (key) => (await child.post('/control/reverse', { key })) as boolean,
    records: async () => (await child.get('/control/records')) as AcquirerRecord[],
    movements: async () => (await child.get('/control/movements')) as Movement[],
    waiting: async () => (await child.get('/control/waiting')) as number,
    stop: child.stop,
  };
}
