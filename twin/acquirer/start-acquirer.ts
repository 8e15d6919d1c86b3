import { fileURLToPath } from 'node:url';
import type { Behaviour } from '../simulator/behaviour.ts';
import { controlsOf, type Simulator, startSimulator } from '../simulator/process.ts';
import { ACQUIRER_SECRETS, type AcquirerOptions, type AcquirerSecrets } from './options.ts';
import type { AcquirerRecord, Movement } from './records.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

/** The twin's acquirer as a drill sees it. */
export interface AcquirerWorld {
  /** `ACQUIRER_URL` of our functions. */
  readonly url: string;
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

/** The acquirer that a simulator serves. */
export function acquirerWorld(simulator: Simulator, secrets: AcquirerSecrets = ACQUIRER_SECRETS): AcquirerWorld {
  const { get, post } = controlsOf(simulator);
  return {
    url: simulator.url,
    secrets,
    control: async (behaviour) => void (await post('/control/behaviour', behaviour)),
    webhooks: async (urls) => void (await post('/control/webhooks', urls)),
    reverse: async (key) => (await post('/control/reverse', { key })) as boolean,
    records: async () => (await get('/control/records')) as AcquirerRecord[],
    movements: async () => (await get('/control/movements')) as Movement[],
    waiting: async () => (await get('/control/waiting')) as number,
    stop: simulator.stop,
  };
}

/** Starts the twin's acquirer in a process of its own; resolves when it serves. It ends when the caller's process does. */
export async function startAcquirer(options: AcquirerOptions): Promise<AcquirerWorld> {
  return acquirerWorld(await startSimulator(MAIN, options), options.secrets);
}
