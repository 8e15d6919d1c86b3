import {
  type ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { formatReceiptNumber } from '../../../domain/receipt-number.ts';
import type { Witness } from '../../../domain/repair/marks.ts';
import { entryKey, type Item, isVacated } from '../../shared/ledger-item.ts';
import { signedBytes } from '../compare/copy.ts';
import type { RepairDependencies } from '../dependencies.ts';
import type { Outcome, PutBack } from '../events.ts';
import type { Kept } from '../record/notes.ts';
import { unpackedItem } from '../record/packed.ts';
import { changeOf, insertion, vacated, wantedItem } from './change.ts';

type Came = 'repaired' | 'already' | 'moved';

const MOST_NAMES = 20;

/** What signed entries tell of those that this part puts right, by receipt number. */
async function witnessesOf(
  event: PutBack,
  damages: readonly Kept[],
  { notes }: RepairDependencies,
): Promise<Map<string, Witness[]>> {
  const asked = new Map<string, Witness[]>(damages.map((damage) => [formatReceiptNumber(damage), []]));
  for await (const { witnesses } of notes.all(event.run))
    for (const witness of witnesses) asked.get(witness.original)?.push(witness);
  return asked;
}

/** Puts one place right. */
function createHand(event: PutBack, { client, environment }: RepairDependencies) {
  const LEDGER = { TableName: environment.LEDGER_TABLE, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
  const read = async (table: string, damage: Kept): Promise<Item | undefined> => {
    const command = new GetItemCommand({ TableName: table, Key: entryKey(damage), ConsistentRead: true });
    return (await client.send(command)).Item;
  };

  /** A write whose answer was lost is repeated by the client, and meets its own work. */
  async function conditionally(wanted: Item, write: () => Promise<unknown>): Promise<Came> {
    try {
      await write();
      return 'repaired';
    } catch (error) {
      if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
      const { Item: found } = error as ConditionalCheckFailedException;
      return found !== undefined && changeOf(found, wanted) === undefined ? 'already' : 'moved';
    }
  }

  async function change(damage: Kept, seen: Item, wanted: Item): Promise<Came> {
    const update = changeOf(seen, wanted);
    if (update === undefined) return 'already';
    const command = new UpdateItemCommand({ ...LEDGER, Key: entryKey(damage), ...update });
    return conditionally(wanted, () => client.send(command));
  }

  async function vacate(damage: Kept): Promise<Came> {
    const live = await read(environment.LEDGER_TABLE, damage);
    if (live === undefined || isVacated(live)) return 'already';
    const isAsSeen = damage.seen !== undefined && signedBytes(live) === signedBytes(unpackedItem(damage.seen));
    return isAsSeen ? change(damage, live, vacated(live, event.run)) : 'moved';
  }

  return async (damage: Kept, witnesses: readonly Witness[]): Promise<Came> => {
    if (damage.kind === 'forged') return vacate(damage);
    const [restored, live] = await Promise.all([
      read(event.beside.ledger, damage),
      read(environment.LEDGER_TABLE, damage),
    ]);
    // What was sold after the backup is its own copy: only what stands beside it is put right.
    const copy = restored ?? (damage.kind === 'marks' ? live : undefined);
    if (copy === undefined) return 'moved';
    if (live === undefined) {
      const wanted = wantedItem(copy, undefined, witnesses);
      return conditionally(wanted, () => client.send(new PutItemCommand({ ...LEDGER, ...insertion(wanted) })));
    }
    const now = signedBytes(live);
    const seen = damage.seen && signedBytes(unpackedItem(damage.seen));
    if (now !== seen && now !== signedBytes(copy)) return 'moved';
    return change(damage, live, wantedItem(copy, live, witnesses));
  };
}

const firstFew = (names: string[], damage: Kept): void => {
  if (names.length < MOST_NAMES) names.push(formatReceiptNumber(damage));
};

/**
 * Puts back what a part's plan says, one conditional write an item, in the order of the chain. Dies half way: repeated, it finds what
 * was done and goes on. Whatever changed since it was seen is left as it is, and counted.
 */
export async function putBack(event: PutBack, dependencies: RepairDependencies): Promise<Outcome> {
  const all = await dependencies.notes.part(event.run, event.n);
  const damages = all.filter(({ kind }) => kind !== 'unrepairable');
  const witnesses = await witnessesOf(event, damages, dependencies);
  const hand = createHand(event, dependencies);
  const outcome: Outcome = { n: event.n, repaired: 0, already: 0, moved: 0, names: [] };
  for (const damage of damages) {
    const came = await hand(damage, witnesses.get(formatReceiptNumber(damage)) ?? []);
    outcome[came]++;
    if (came === 'moved') firstFew(outcome.names, damage);
  }
  return outcome;
}
