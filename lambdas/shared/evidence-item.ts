import { inflateRawSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { KeptEntry } from '../../domain/evidence/verify.ts';

/** How the partitions of chains of evidence begin; the runbook's name follows. */
export const EVIDENCE = 'EVIDENCE#';

/** What an item of evidence holds; one that cannot even be unpacked has an empty text, which no hash fits. */
export function keptEntry(item: Readonly<Record<string, AttributeValue>>): KeptEntry {
  const hash = item.hash?.S ?? '';
  try {
    return { canonical: inflateRawSync(item.entry?.B ?? new Uint8Array()).toString(), hash };
  } catch {
    return { canonical: '', hash };
  }
}
