import { fileURLToPath } from 'node:url';
import type { Behaviour } from '../simulator/behaviour.ts';
import { controlsOf, type Simulator, startSimulator } from '../simulator/process.ts';
import { CUSTOMS_SECRETS, type CustomsOptions, type CustomsSecrets } from './options.ts';
import type { CustomsFormState, CustomsRecord } from './records.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

/** The twin's customs as a drill sees them. */
export interface CustomsWorld {
  /** `CUSTOMS_URL` of our functions. */
  readonly url: string;
  /** What the registry must hold for us to speak with them. */
  readonly secrets: CustomsSecrets;
  /** Changes how they behave from now on. */
  control(behaviour: Partial<Behaviour>): Promise<void>;
  /** Where our Regions' APIs are. */
  webhooks(urls: readonly string[]): Promise<void>;
  /** The border decides, and the nightly list tells it. Gives how many decisions were listed. */
  nightly(decisions: { confirm?: 'all' | string[]; annul?: string[] }): Promise<number>;
  records(): Promise<CustomsRecord[]>;
  /** Where every form stands for them. */
  forms(): Promise<CustomsFormState[]>;
  /** Messages that we have not acknowledged yet. */
  waiting(): Promise<number>;
  /** Every token is worth nothing from now on. */
  revokeTokens(): Promise<void>;
  /** SIGKILL; started again with the same file they go on. */
  stop(): Promise<void>;
}

/** The customs that a simulator serves. */
export function customsWorld(simulator: Simulator, secrets: CustomsSecrets = CUSTOMS_SECRETS): CustomsWorld {
  const { get, post } = controlsOf(simulator);
  return {
    url: simulator.url,
    secrets,
    control: async (behaviour) => void (await post('/control/behaviour', behaviour)),
    webhooks: async (urls) => void (await post('/control/webhooks', urls)),
    nightly: async (decisions) => (await post('/control/nightly', decisions)) as number,
    records: async () => (await get('/control/records')) as CustomsRecord[],
    forms: async () => (await get('/control/forms')) as CustomsFormState[],
    waiting: async () => (await get('/control/waiting')) as number,
    revokeTokens: async () => void (await post('/control/revoke-tokens', {})),
    stop: simulator.stop,
  };
}

/** Starts the twin's customs in a process of their own; resolves when they serve. They end when the caller's process does. */
export async function startCustoms(options: CustomsOptions): Promise<CustomsWorld> {
  return customsWorld(await startSimulator(MAIN, options), options.secrets);
}
