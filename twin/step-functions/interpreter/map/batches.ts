import type { ItemBatcher } from '../../definition/machine.ts';
import { fill } from '../../expressions/template.ts';
import { Failure } from '../../failure.ts';
import { bytesOf, type Json, type JsonObject } from '../../json.ts';
import { PAYLOAD_BYTES } from '../../limits.ts';
import { type Attempt, sightOfAttempt } from '../attempts.ts';
import { wholeOf } from '../numbers.ts';

/** Items in batches `{ Items, BatchInput }`, by number and by bytes. @throws Failure when one item is too large. */
export async function batches(attempt: Attempt, batcher: ItemBatcher, items: readonly Json[]): Promise<Json[]> {
  const sight = sightOfAttempt(attempt);
  const { MaxItemsPerBatch = Number.MAX_SAFE_INTEGER, MaxInputBytesPerBatch = PAYLOAD_BYTES, BatchInput } = batcher;
  const most = await wholeOf(MaxItemsPerBatch, 'ItemBatcher/MaxItemsPerBatch', sight, Number.MAX_SAFE_INTEGER);
  const bytes = await wholeOf(MaxInputBytesPerBatch, 'ItemBatcher/MaxInputBytesPerBatch', sight, PAYLOAD_BYTES);
  const shared: JsonObject =
    BatchInput === undefined ? {} : { BatchInput: await fill(BatchInput, 'ItemBatcher/BatchInput', sight) };

  const filled: Json[][] = [];
  for (const item of items) {
    const batch = filled.at(-1);
    if (batch && batch.length < most && fits([...batch, item], shared, bytes)) batch.push(item);
    else if (fits([item], shared, bytes)) filled.push([item]);
    else throw new Failure('States.ItemReaderFailed', `An item does not fit into a batch of ${bytes} bytes`);
  }
  return filled.map((Items) => ({ ...shared, Items }));
}

function fits(items: readonly Json[], shared: JsonObject, bytes: number): boolean {
  return bytesOf({ ...shared, Items: items }) <= bytes;
}
