import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { type DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Damage } from '../../../domain/repair/damage.ts';
import type { Witness } from '../../../domain/repair/marks.ts';
import type { Item } from '../../shared/ledger-item.ts';

/** A damage with the live item as it was seen: it is evidence, and the condition on which it is put right. */
export interface Kept extends Damage {
  /** JSON of the item, bytes in base64; absent when nothing stood there. */
  seen?: Packed;
}

/** An item as JSON can say it. */
export type Packed = Record<string, unknown>;

/** What a part found, as it is kept for the run and the auditor. */
export interface PartNotes {
  damages: Kept[];
  witnesses: Witness[];
}

/**
 * What a run writes down in the `operations` table under `REPAIR#<run>`, deflated JSON in `content`. Every method may be repeated: the
 * same is written again. Nothing of it is ever deleted.
 */
export interface Notes {
  keep(run: string, n: number, notes: PartNotes): Promise<void>;
  part(run: string, n: number): Promise<Kept[]>;
  /** All parts as they were kept, one at a time; those in which nothing was found too. */
  all(run: string): AsyncIterable<PartNotes>;
  write(run: string, what: string, content: object): Promise<void>;
  ask(run: string, question: Readonly<Record<string, string>>): Promise<void>;
}

const partition = (run: string): string => `REPAIR#${run}`;
const partKey = (n: number): string => `PART#${String(n).padStart(3, '0')}#`;

/** Deflated, and stored bytes hardly shrink, so that an item stays below the 400 KB it may have. */
const CHUNK_CHARACTERS = 300_000;

const deflated = (content: object) => ({ B: deflateRawSync(JSON.stringify(content)) });
const inflated = <T>(item: Item): T => JSON.parse(inflateRawSync(item.content?.B ?? new Uint8Array()).toString()) as T;

type Row = { damage: Kept } | { witness: Witness };

/** Rows in stretches that fit into one item each. */
function* chunks(rows: readonly Row[]): Generator<Row[]> {
  let chunk: Row[] = [];
  let size = 0;
  for (const row of rows) {
    const { length } = JSON.stringify(row);
    if (size + length > CHUNK_CHARACTERS && chunk.length > 0) {
      yield chunk;
      [chunk, size] = [[], 0];
    }
    chunk.push(row);
    size += length;
  }
  if (chunk.length > 0) yield chunk;
}

const notesOf = (rows: readonly Row[]): PartNotes => ({
  damages: rows.flatMap((row) => ('damage' in row ? [row.damage] : [])),
  witnesses: rows.flatMap((row) => ('witness' in row ? [row.witness] : [])),
});

export function createNotes(client: DynamoDBClient, TableName: string): Notes {
  const put = async (pk: string, sk: string, content: Item): Promise<void> => {
    await client.send(new PutItemCommand({ TableName, Item: { pk: { S: pk }, sk: { S: sk }, ...content } }));
  };

  async function* items(run: string, prefix: string): AsyncGenerator<Item> {
    let start: Item | undefined;
    do {
      const command = new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :run AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':run': { S: partition(run) }, ':prefix': { S: prefix } },
        ConsistentRead: true,
        ...(start ? { ExclusiveStartKey: start } : {}),
      });
      const { Items = [], LastEvaluatedKey } = await client.send(command);
      yield* Items;
      start = LastEvaluatedKey;
    } while (start);
  }

  /** The parts with such a key, each behind the item that says in how many stretches it was kept last. */
  async function* parts(run: string, prefix: string): AsyncGenerator<PartNotes> {
    let rows: Row[] | undefined;
    let left = 0;
    for await (const item of items(run, prefix)) {
      if (item.stretches?.N !== undefined) {
        if (rows !== undefined) yield notesOf(rows);
        [rows, left] = [[], Number(item.stretches.N)];
      } else if (left-- > 0) rows?.push(...inflated<Row[]>(item));
    }
    if (rows !== undefined) yield notesOf(rows);
  }

  return {
    async keep(run, n, { damages, witnesses }) {
      const rows = [...damages.map((damage) => ({ damage })), ...witnesses.map((witness) => ({ witness }))];
      let place = 0;
      for (const chunk of chunks(rows))
        await put(partition(run), `${partKey(n)}${String(place++).padStart(3, '0')}`, { content: deflated(chunk) });
      await put(partition(run), partKey(n), { stretches: { N: String(place) } });
    },
    async part(run, n) {
      for await (const { damages } of parts(run, partKey(n))) return damages;
      return [];
    },
    all: (run) => parts(run, 'PART#'),
    write: (run, what, content) => put(partition(run), what, { content: deflated(content) }),
    ask: (run, question) =>
      put(
        `APPROVAL#${run}`,
        'APPROVAL',
        Object.fromEntries(Object.entries(question).map(([name, S]) => [name, { S }])),
      ),
  };
}
