import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AcquirerWorld, startAcquirer } from '../acquirer/start-acquirer.ts';
import type { WorldPlan } from '../assembly/plan.ts';
import { type CustomsWorld, startCustoms } from '../customs/start-customs.ts';
import type { Behaviour } from '../simulator/behaviour.ts';
import type { Closers } from './closers.ts';

/** The services of others that the functions speak with: processes outside the Regions, which go on when all of them are gone. */
export interface Remote {
  readonly customs?: CustomsWorld;
  readonly acquirer?: AcquirerWorld;
}

/** How they behave, where it differs from a good day. */
export interface RemoteBehaviour {
  readonly customs?: Partial<Behaviour>;
  readonly acquirer?: Partial<Behaviour>;
}

/** Customs take 2 to 5 seconds on a good day, an acquirer about one. */
const GOOD_DAY = {
  customs: { result: [2_000, 5_000] },
  acquirer: { result: [300, 1_500] },
} as const;

export interface RemoteOptions {
  readonly dataDir?: string;
  readonly seed?: string;
  readonly remote?: RemoteBehaviour;
}

/** Variables by which functions find the services of others. */
const CUSTOMS_URL = 'CUSTOMS_URL';
const ACQUIRER_URL = 'ACQUIRER_URL';

/** Starts those that a function of the plan speaks with. */
export async function startRemote(plan: WorldPlan, options: RemoteOptions, closers: Closers): Promise<Remote> {
  const { seed = 'twin', remote = {}, dataDir = mkdtempSync(join(tmpdir(), 'remote-')) } = options;
  const [customs, acquirer] = await Promise.all([
    isNeeded(plan, CUSTOMS_URL) &&
      startCustoms({
        file: join(dataDir, 'customs.jsonl'),
        seed: `${seed}/customs`,
        behaviour: { ...GOOD_DAY.customs, ...remote.customs },
      }),
    isNeeded(plan, ACQUIRER_URL) &&
      startAcquirer({
        file: join(dataDir, 'acquirer.jsonl'),
        seed: `${seed}/acquirer`,
        behaviour: { ...GOOD_DAY.acquirer, ...remote.acquirer },
      }),
  ]);
  for (const service of [customs, acquirer]) if (service) closers.add(service.stop);
  return { ...(customs ? { customs } : {}), ...(acquirer ? { acquirer } : {}) };
}

const isNeeded = ({ regions }: WorldPlan, variable: string): boolean =>
  regions.some(({ functions }) => functions.some(({ environment }) => variable in environment));

/** What the functions find in place of the real addresses. */
export const addressesOf = ({ customs, acquirer }: Remote): Record<string, string> => ({
  ...(customs ? { [CUSTOMS_URL]: customs.url } : {}),
  ...(acquirer ? { [ACQUIRER_URL]: acquirer.url } : {}),
});

/** Tells them where to send what they have to say: to either Region. */
export async function tellWebhooks({ customs, acquirer }: Remote, urls: readonly string[]): Promise<void> {
  await Promise.all([customs?.webhooks(urls), acquirer?.webhooks(urls)]);
}
