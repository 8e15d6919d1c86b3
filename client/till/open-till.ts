import type { Head } from '../../api/generated/contract.ts';
import type { Territory } from '../../domain/vat-rates.ts';
import { type Clock, localTime, type Random, systemClock } from '../clock.ts';
import type { DeviceFile } from '../device-file.ts';
import { deviceIdentity } from '../identity.ts';
import { type FileSystem, localDisk } from '../journal/file-system.ts';
import type { CallLimits } from '../regions/call.ts';
import type { Region } from '../regions/region.ts';
import { createRegionalClient, type RegionalClient } from '../regions/regional-client.ts';
import { type TillName, tillPath } from './entry.ts';
import type { Report } from './event.ts';
import { Pump } from './pump.ts';
import { ask } from './read.ts';
import { type LostJournal, retiredState } from './retire.ts';
import type { TillState } from './state.ts';
import { Till } from './till.ts';
import { TillJournal } from './till-journal.ts';

export interface TillOptions {
  /** The nearest Region first. */
  regions: readonly Region[];
  device: DeviceFile;
  /** Where the journal is kept: a directory of this till alone, on a disk that survives a power cut. */
  directory: string;
  /** Where its store stands, as the settings say: VAT rates hang on it. The mainland unless said otherwise. */
  territory?: Territory;
  report?: Report;
  fetch?: typeof globalThis.fetch;
  clock?: Clock;
  random?: Random;
  /** Where the journal stands; the disk of this machine unless said otherwise. */
  fs?: FileSystem;
  /** Said by a person of a till whose journal is lost: ends its chain, so that it can be closed. It never sells again. */
  lostJournal?: LostJournal;
  /** For one call to the Regions, where they differ from the usual 2.5 s and 1.2 s an attempt. */
  limits?: Partial<CallLimits>;
}

/** A till without a journal asks the ledger once whether its chain has begun. */
export class FirstStartNeedsLedger extends Error {
  override readonly name = 'FirstStartNeedsLedger';
}

/**
 * The journal is gone or is an old copy, and the ledger holds more than it: numbers beyond may be in customers' hands. Nothing can be sold
 * under this till's code any more. See "Replace a till" in docs/runbooks.md.
 */
export class TillCodeSpent extends Error {
  override readonly name = 'TillCodeSpent';
}

/** How long a till that has a journal waits for the ledger when it is opened. */
const OPENING_PATIENCE: Partial<CallLimits> = { deadline_ms: 1_500 };

const readHead = (client: RegionalClient, till: TillName, limits: Partial<CallLimits> = {}) =>
  ask<Head>(client, { method: 'GET', path: `${tillPath(till)}/head` }, limits);

async function beginChain(
  client: RegionalClient,
  { store, till }: TillName,
  lost: LostJournal | undefined,
  clock: Clock,
): Promise<TillState> {
  const head = await readHead(client, { store, till });
  if (head.state !== 'found')
    throw new FirstStartNeedsLedger(
      `${store}/${till} has no journal, and ${head.state === 'refused' ? head.problem.title : head.why}`,
    );
  if (lost !== undefined) return retiredState({ store, till }, head.value, lost, localTime(clock.wall_ms()));
  if (head.value.sequence > 0)
    throw new TillCodeSpent(
      `${store}/${till} has no journal, and the ledger holds ${head.value.sequence} entries of it: give the till a new code`,
    );
  return { store, till, head: { sequence: 0 }, queue: [], refused: [] };
}

/** An old copy of a journal is seen before it gives a number out, when a Region answers; later, at the first entry that is sent. */
async function refuseOldCopy(client: RegionalClient, { store, till, head, queue }: TillState): Promise<void> {
  const ledger = await readHead(client, { store, till }, OPENING_PATIENCE);
  const last = head.sequence + queue.length;
  if (ledger.state === 'found' && ledger.value.sequence > last)
    throw new TillCodeSpent(
      `the journal of ${store}/${till} ends at ${last}, and the ledger at ${ledger.value.sequence}: it is an old copy, or another device writes this chain`,
    );
}

/**
 * Opens a till on its journal and begins to send what is queued there; the composition root of the client.
 * @throws FirstStartNeedsLedger, TillCodeSpent, LostJournalUnlikely, JournalInUse, JournalDamaged, JournalInconsistent
 */
export async function openTill(options: TillOptions): Promise<Till> {
  const { regions, device, directory, report = () => undefined, limits = {}, territory = 'mainland' } = options;
  const { clock = systemClock, random = Math.random, fetch = globalThis.fetch, fs = localDisk } = options;
  const identity = deviceIdentity(device.deviceId, device.privateKey, clock);
  const client = createRegionalClient({ regions, identity, fetch, clock, random, limits });
  const journal = await TillJournal.open(
    directory,
    device,
    () => beginChain(client, device, options.lostJournal, clock),
    fs,
  );
  try {
    await refuseOldCopy(client, journal.state);
  } catch (error) {
    await journal.close();
    throw error;
  }
  return new Till({ journal, client, clock, territory, pump: new Pump({ journal, client, clock, random, report }) });
}
