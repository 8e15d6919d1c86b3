import type { FileSystem } from '../../../client/journal/file-system.ts';
import { JournalInUse } from '../../../client/journal/lock.ts';
import { type Entry, receiptEntry } from '../../../client/till/entry.ts';
import { nextSequence, type TillState } from '../../../client/till/state.ts';
import { TillJournal } from '../../../client/till/till-journal.ts';

const DIRECTORY = '/till';
const till = { store: 'HAUSSMANN', till: '1' };
const nothing: TillState = { ...till, head: { sequence: 0 }, queue: [], refused: [] };

/** Large enough that a journal of ten entries is shortened. */
const TOKEN = 'x'.repeat(60_000);
const SALES = 9;

/** What somebody outside of the till was told. */
export interface Told {
  /** Sequence → who bought, printed on a receipt. */
  printed: Map<number, string>;
  /** The highest sequence whose recording was written down. */
  recorded: number;
}

const sale = (sequence: number, operator: string): Entry =>
  receiptEntry(till, sequence, { kind: 'sale', time: '2026-11-24T10:00:00Z', operator, lines: [], tenders: [] });

export const openJournal = (fs: FileSystem): Promise<TillJournal> =>
  TillJournal.open(DIRECTORY, till, async () => nothing, fs);

async function trySale(journal: TillJournal, told: Told, operator: string): Promise<void> {
  const { entry } = await journal.record((state) => ({ is: 'queued', entry: sale(nextSequence(state), operator) }));
  if (told.printed.has(entry.sequence)) throw new Error(`${entry.sequence} was printed twice`);
  told.printed.set(entry.sequence, operator);
}

async function tryRecording(journal: TillJournal, told: Told): Promise<void> {
  const [first] = journal.state.queue;
  if (first === undefined || journal.state.queue.length < 3) return;
  const { sequence } = first.entry;
  await journal.record(() => ({ is: 'recorded', sequence, chainToken: TOKEN }));
  told.recorded = sequence;
  await journal.compact();
}

/** A lock whose release failed holds until its process ends. */
const isFault = (error: unknown): boolean => error instanceof JournalInUse || 'code' in (error as object);

/** The first error of the disk, if there was one: what the till does not tell anybody as done. */
async function attempt(step: () => Promise<void>): Promise<Error | undefined> {
  try {
    await step();
    return undefined;
  } catch (error) {
    if (!isFault(error)) throw error;
    return error as Error;
  }
}

/** A day of a till on a disk: it sells, the ledger records behind it, and its journal is shortened. Errors of the disk are survived. */
export async function aDayOn(fs: FileSystem, told: Told, name: string): Promise<void> {
  let journal: TillJournal | undefined;
  for (let tries = 0; journal === undefined && tries < 3; tries += 1)
    await attempt(async () => {
      journal = await openJournal(fs);
    });
  if (journal === undefined) return;
  const opened: TillJournal = journal;
  for (let n = 1; n <= SALES; n += 1) {
    await attempt(() => trySale(opened, told, `${name}.${n}`));
    await attempt(() => tryRecording(opened, told));
  }
}

/** What of that a journal does not know, and what it knows otherwise; nothing when all is well. */
export function forgotten({ head, queue }: TillState, { printed, recorded }: Told): string[] {
  const lost = head.sequence < recorded ? [`the recording of ${recorded}`] : [];
  const held = new Map(queue.map(({ entry }) => [entry.sequence, entry.content.operator]));
  for (const [sequence, operator] of printed)
    if (sequence > head.sequence && held.get(sequence) !== operator) lost.push(`the sale ${sequence} of ${operator}`);
  return lost;
}
