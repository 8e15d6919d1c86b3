import { type ConditionalCheckFailedException, type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { KEPT_RELEASES } from '../../../domain/laws/goods.ts';
import type { Place } from '../../../domain/receipt-number.ts';
import { untilAnswered } from '../deadline.ts';
import { entryIn, entryKey, heldText, releaseMark, type StoredEntry, storedEntry } from '../ledger-item.ts';
import { expression, type FormUpdate, map, text } from './expression.ts';

/** What a claim met: the receipt is the form's, with its content as it is now; or the receipt as it stood instead. */
export type Claimed = { done: true; receipt: StoredEntry } | { done: false; receipt?: StoredEntry };

/** Who claims: a form, with the other receipts it claims beside this one. */
export interface Claimant {
  form: string;
  /** When, ISO 8601 in UTC. */
  at: string;
  others: readonly string[];
}

/**
 * The receipts that forms claim, on the sale itself: that a sale is on at most one form, and that nothing is returned of it meanwhile,
 * is one condition on one item. One DynamoDB request each, and one more when a sale bears more marks of forms that let it go than are kept.
 *
 * | | the marks beyond those that are kept |
 * |---|---|
 * | dies before they go | the next write of any form on this sale takes them away |
 * | dies after, or the answer is lost | they are gone; the caller's replay finds nothing to take away |
 * | comes again an hour later | it names the same marks; a form that let the sale go after that has another one |
 * | the other Region does the same | both name the oldest; each leaves what it has not seen, at most one mark for each form under way |
 * | a claim of a form whose mark is gone | its form stands as ended or given up: its replay lets the sale go, another form takes it over, and cancelling it frees it |
 *
 * So a sale bears at most `KEPT_RELEASES` marks and one for each form under way, about 90 bytes each.
 */
export interface ReceiptClaims {
  /**
   * Claims a sale, again if it is claimed already: never for a form that let it go before.
   *
   * @param holder the form that holds it and is known never to need it again: it lets the sale go by the same write
   */
  claim(receipt: Place, claimant: Claimant, holder?: string): Promise<Claimed>;
  /**
   * Says which lines of a sale the form holds, so that the others can come back. Dies before: it holds all. Comes again, or in the other Region:
   * it says the same. One attribute of the claim, as long as the sale has lines.
   */
  holdLines(receipt: Place, form: string, lines: readonly number[]): Promise<Claimed>;
  /** Lets a sale go, if this form holds it; the form can never claim it again. */
  release(receipt: Place, form: string, at: string): Promise<Claimed>;
  /** Makes sure that a form never claims a sale that it does not hold. */
  renounce(receipt: Place, form: string, at: string): Promise<Claimed>;
}

function claimUpdate({ form, at, others }: Claimant, holder: string): FormUpdate {
  const own = expression();
  const claim = own.name('claim');
  own.demand(`attribute_exists(${own.name('left')})`);
  own.demand(`attribute_not_exists(${own.name(releaseMark(form))})`);
  own.demand(`(attribute_not_exists(${claim}) OR ${claim}.${own.name('form')} = ${own.value(text(holder))})`);
  own.set(claim, own.value(map({ form, at, others: others.length > 0 ? others.join(' ') : undefined })));
  if (holder !== form) own.set(own.name(releaseMark(holder)), own.value(text(at)));
  return own.update();
}

function holdLinesUpdate(form: string, lines: readonly number[]): FormUpdate {
  const own = expression();
  const claim = own.name('claim');
  own.demand(`${claim}.${own.name('form')} = ${own.value(text(form))}`);
  own.set(`${claim}.${own.name('lines')}`, own.value(text(heldText(lines))));
  return own.update();
}

/** Takes the oldest marks away beyond those that are kept; nothing when there are none. */
function agedUpdate({ releasedBy }: StoredEntry): FormUpdate | undefined {
  if (releasedBy.size <= KEPT_RELEASES) return undefined;
  const own = expression();
  const oldestFirst = [...releasedBy].toSorted(([, a], [, b]) => Date.parse(a) - Date.parse(b));
  own.demand(`attribute_exists(${own.name('left')})`);
  for (const [form] of oldestFirst.slice(0, -KEPT_RELEASES)) own.remove(releaseMark(form));
  return own.update();
}

function releaseUpdate(form: string, at: string): FormUpdate {
  const own = expression();
  own.demand(`${own.name('claim')}.${own.name('form')} = ${own.value(text(form))}`);
  own.set(own.name(releaseMark(form)), own.value(text(at)));
  own.remove('claim');
  return own.update();
}

function renounceUpdate(form: string, at: string): FormUpdate {
  const own = expression();
  const claim = own.name('claim');
  own.demand(`attribute_exists(${own.name('left')})`);
  own.demand(`(attribute_not_exists(${claim}) OR ${claim}.${own.name('form')} <> ${own.value(text(form))})`);
  own.set(own.name(releaseMark(form)), own.value(text(at)));
  return own.update();
}

export function createReceiptClaims(client: DynamoDBClient, table: string): ReceiptClaims {
  const send = (receipt: Place, change: FormUpdate): Promise<Claimed> =>
    untilAnswered(async (abortSignal) => {
      const command = new UpdateItemCommand({
        TableName: table,
        Key: entryKey(receipt),
        ...change,
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      try {
        const { Attributes = {} } = await client.send(command, { abortSignal });
        return { done: true, receipt: storedEntry(Attributes) };
      } catch (error) {
        if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
        const { Item: found } = error as ConditionalCheckFailedException;
        const standing = entryIn(found);
        return standing ? { done: false, receipt: standing } : { done: false };
      }
    });

  const update = async (receipt: Place, change: FormUpdate): Promise<Claimed> => {
    const claimed = await send(receipt, change);
    const aged = claimed.done ? agedUpdate(claimed.receipt) : undefined;
    if (aged !== undefined) await send(receipt, aged);
    return claimed;
  };

  return {
    claim: (receipt, claimant, holder = claimant.form) => update(receipt, claimUpdate(claimant, holder)),
    holdLines: (receipt, form, lines) => update(receipt, holdLinesUpdate(form, lines)),
    release: (receipt, form, at) => update(receipt, releaseUpdate(form, at)),
    renounce: (receipt, form, at) => update(receipt, renounceUpdate(form, at)),
  };
}
