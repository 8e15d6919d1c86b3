import { fileURLToPath } from 'node:url';
import type { Behaviour } from '../simulator/behaviour.ts';
import { startSimulator } from '../simulator/process.ts';
import { CUSTOMS_SECRETS, type CustomsOptions, type CustomsSecrets } from './options.ts';
import type { CustomsFormState, CustomsRecord } from './records.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

/** The twin's customs, in a process of their own. */
export interface CustomsWorld {
  /** `CUSTOMS_URL` of our functions. */
  readonly url: string;
  readonly pid: number;
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

/** Starts the twin's customs; resolves when they serve. They end when the caller's process does. */
export async function startCustoms(options: CustomsOptions): Promise<CustomsWorld> {
  const child = await startSimulator(MAIN, options);
  return {
    url: child.url,
    pid: child.pid,
    secrets: options.secrets ?? CUSTOMS_SECRETS,
    control: async (behaviour) => void (await child.post('/control/behaviour', behaviour)),
    webhooks: async (urls) => void (await child.post('/control/webhooks', urls)),
    nightly: async (decisions) => (await child.post('/control/nightly', decisions)) as number,
    records: async () => (await child.get('/control/records')) as CustomsRecord[],
    forms: async () => (await child.get('/control/forms')) as CustomsFormState[],
    waiting: async () => (await child.get('/control/waiting')) as number,
    revokeTokens: async () => void (await child.post('/control/revoke-tokens', {})),
    stop: child.stop,
  };
}
