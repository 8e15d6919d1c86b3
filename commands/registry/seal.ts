import { EncryptCommand } from '@aws-sdk/client-kms';
import { shownRegion } from '../place/region-names.ts';
import { troubleOf } from '../trouble.ts';
import type { Workplace } from './clients.ts';

/** What is to be sealed. */
export interface Sealing {
  /** Alias of the KMS key, the same in every Region. */
  readonly alias: string;
  readonly content: Uint8Array;
  /** KMS opens it under this context only. */
  readonly context: Record<string, string>;
}

async function sealFor(place: Workplace, region: string, { alias, content, context }: Sealing): Promise<string> {
  const command = new EncryptCommand({ KeyId: alias, Plaintext: content, EncryptionContext: context });
  const { CiphertextBlob } = await place
    .kms(region)
    .send(command)
    .catch((cause: unknown) => {
      throw new Error(`nothing was changed: KMS of ${shownRegion(region)} did not encrypt it: ${troubleOf(cause)}`, {
        cause,
      });
    });
  if (CiphertextBlob === undefined) throw new Error(`KMS of ${shownRegion(region)} encrypted it and sent nothing`);
  return Buffer.from(CiphertextBlob).toString('base64');
}

/**
 * Seals for every Region, with each Region's own KMS key: no Region needs another to open it.
 *
 * @returns base64 by Region. @throws Error naming the Region whose KMS does not answer; nothing was written then
 */
export async function sealForAll(place: Workplace, sealing: Sealing): Promise<Record<string, string>> {
  const all = place.regions.map(async (region) => [region, await sealFor(place, region, sealing)] as const);
  return Object.fromEntries(await Promise.all(all));
}
