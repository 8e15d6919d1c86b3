import type { Head } from '../../api/generated/contract.ts';
import { type Clock, type Random, systemClock } from '../clock.ts';
import type { DeviceFile } from '../device-file.ts';
import { deviceIdentity } from '../identity.ts';
import { type FileSystem, localDisk } from '../journal/file-system.ts';
import type { CallLimits } from '../regions/call.ts';
import type { Region } from '../regions/region.ts';
import { createRegionalClient, type RegionalClient } from '../regions/regional-client.ts';
import { type TillName, tillPath } from './entry.ts';
import type { Report } from './event.ts';
import { Pump } from './pump.ts';
import { read } from './read.ts';
import type { TillState } from './state.ts';
import { Till } from './till.ts';
import { TillJournal } from './till-journal.ts';

export interface TillOptions {
  /** The nearest Region first. */
  regions: readonly Region[];
  device: DeviceFile;
  /** Where the journal is kept: a directory of this till alone, on a disk that survives a power cut. */
  directory: string;
  report?: Report;
  fetch?: typeof globalThis.fetch;
  clock?: Clock;
  random?: Random;
  /** Where the journal stands; the disk of this machine unless said otherwise. */
  fs?: FileSystem;
  /** For one call to the Regions, where they differ from the usual 2.5 s and 1.2 s an attempt. */
  limits?: Partial<CallLimits>;
}

/** A till without a journal cannot know its next number: it needs the ledger once. */
export class FirstStartNeedsLedger extends Error {
  override readonly name = 'FirstStartNeedsLedger';
}

async function beginAtHead(client: RegionalClient, { store, till }: TillName): Promise<TillState> {
  const head = await read<Head>(client, `${tillPath({ store, till })}/head`);
  if (head.state !== 'found')
    throw new FirstStartNeedsLedger(
      `${store}/${till} has no journal, and ${head.state === 'refused' ? head.problem.title : head.why}`,
    );
  const { sequence, chainToken } = head.value;
  return {
    store,
    till,
    head: { sequence, ...(chainToken === undefined ? {} : { chainToken }) },
    queue: [],
    refused: [],
  };
}

/**
 * Opens a till on its journal and begins to send what is queued there; the composition root of the client.
 * @throws FirstStartNeedsLedger, JournalInUse, JournalDamaged, JournalInconsistent
 */
export async function openTill(options: TillOptions): Promise<Till> {
  const { regions, device, directory, report = () => undefined, limits = {} } = options;
  const { clock = systemClock, random = Math.random, fetch = globalThis.fetch, fs = localDisk } = options;
  const identity = deviceIdentity(device.deviceId, device.privateKey, clock);
  const client = createRegionalClient({ regions, identity, fetch, clock, random, limits });
  const journal = await TillJournal.open(directory, device, () => beginAtHead(client, device), fs);
  return new Till({ journal, client, clock, pump: new Pump({ journal, client, clock, random, report }) });
}
