import { type CancellationReason, type DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { sha256 } from '../../domain/canonical.ts';
import type { ChainEnd, SealedEntry } from '../../domain/chain/append.ts';
import { tokenOf } from '../../domain/chain/token.ts';
import { formatSequence } from '../../domain/receipt-number.ts';

/** What a transaction met: it took effect, or the sale that stood there instead, or a head that is elsewhere. */
export type Recorded = { done: true } | { done: false; found?: SealedEntry };

export interface Sales {
  /** Writes a sale and moves the till's head to it, both or neither. */
  record(sealed: SealedEntry, end: ChainEnd): Promise<Recorded>;
}

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** The sale, with the same attributes that Permanence keeps, so that both write items of the same size. */
function putSale(table: string, { entry, canonical, signature }: SealedEntry): Write {
  const Item = {
    pk: `TILL#${entry.store}#${entry.till}`,
    sk: formatSequence(entry.sequence),
    entry: canonical,
    signature,
    ...(entry.kind === 'sale' ? { left: 'all' } : {}),
  };
  const ConditionExpression = 'attribute_not_exists(pk)';
  return { Put: { TableName: table, Item, ConditionExpression, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } };
}

/**
 * The till's head with its counters. The condition on sequence *and* link lets the sender say where the chain stands, so this baseline
 * needs neither a read of the head nor a check of the token's signature: a wrong claim fails the transaction.
 */
function moveHead(table: string, { entry, token }: SealedEntry, end: ChainEnd): Write {
  const first = end.sequence === 0;
  return {
    Update: {
      TableName: table,
      Key: { pk: `TILL#${entry.store}#${entry.till}`, sk: 'HEAD' },
      UpdateExpression: 'SET #sequence = :sequence, #link = :link, #sales = :sales, #returns = :returns',
      ConditionExpression: first ? 'attribute_not_exists(pk)' : '#sequence = :before AND #link = :previous',
      ExpressionAttributeNames: { '#sequence': 'sequence', '#link': 'link', '#sales': 'sales', '#returns': 'returns' },
      ExpressionAttributeValues: {
        ':sequence': entry.sequence,
        ':link': sha256(token),
        ':sales': entry.perpetual.sales,
        ':returns': entry.perpetual.returns,
        ...(first ? {} : { ':before': end.sequence, ':previous': end.link }),
      },
    },
  };
}

function foundIn([sale]: CancellationReason[] = []): SealedEntry | undefined {
  const canonical = sale?.Item?.entry?.S;
  if (canonical === undefined) return undefined;
  const entry = JSON.parse(canonical);
  const signature = sale?.Item?.signature?.B ?? new Uint8Array();
  return { entry, canonical, signature, token: tokenOf(entry, canonical, signature) };
}

/** The document client, as most teams use it with Powertools; on the client it is given, so that settings and counting are shared. */
export function createSales(client: DynamoDBClient, table: string): Sales {
  const documents = DynamoDBDocumentClient.from(client);
  return {
    async record(sealed, end) {
      const TransactItems = [putSale(table, sealed), moveHead(table, sealed, end)];
      try {
        await documents.send(new TransactWriteCommand({ TransactItems }));
        return { done: true };
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error;
        const found = foundIn(error.CancellationReasons);
        return found ? { done: false, found } : { done: false };
      }
    },
  };
}
