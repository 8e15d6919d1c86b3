import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Entry } from '../../../domain/chain/entry.ts';
import type { Marks } from '../../../domain/laws/goods.ts';
import type { Question } from '../../../domain/laws/witnesses.ts';
import { formatSequence } from '../../../domain/receipt-number.ts';
import { chainPartition, type Item } from '../../shared/ledger-item.ts';
import { marksOf } from '../../shared/marks.ts';
import { getAll, keyText } from '../tables/batches.ts';
import type { WireItem, WireValue } from '../tables/wire.ts';
import type { Findings } from '../tally.ts';
import { signedOf } from './signed.ts';

/** As many questions are collected before they are asked. */
const MOST_QUESTIONS = 200;

const wireValue = (value: Item[string]): WireValue =>
  value.B === undefined ? (value as WireValue) : { B: Buffer.from(value.B).toString('base64') };

/** An item that was read one by one, as pages bring it. */
const wireItem = (item: Item): WireItem =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, wireValue(value)]));

function witnessOf(item: Item | undefined): { entry: Entry; marks: Marks } | undefined {
  if (item === undefined) return undefined;
  const wire = wireItem(item);
  try {
    return { entry: JSON.parse(signedOf(wire).canonical ?? '') as Entry, marks: marksOf(wire) };
  } catch {
    return undefined;
  }
}

/** Asks other items of the ledger what entries say of them, many a request. */
export function createWitnesses(client: DynamoDBClient, table: string, findings: Findings) {
  let questions: Question[] = [];
  const keyOf = ({ of: { store, till, sequence } }: Question) => ({
    pk: chainPartition(store, till),
    sk: formatSequence(sequence),
  });

  async function settle(): Promise<void> {
    const asked = questions;
    questions = [];
    const items = await getAll(client, table, asked.map(keyOf));
    for (const question of asked) findings.add(...question.answer(witnessOf(items.get(keyText(keyOf(question))))));
  }

  return {
    async ask(asked: readonly Question[]): Promise<void> {
      questions.push(...asked);
      if (questions.length >= MOST_QUESTIONS) await settle();
    },
    settle,
  };
}
