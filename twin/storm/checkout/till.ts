import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Entry } from '../../../domain/chain/entry.ts';
import { recordedBody } from '../../../lambdas/shared/answers.ts';
import type { StoredEntry } from '../../../lambdas/shared/ledger-item.ts';
import type { Caller } from '../schedule/caller.ts';
import type { LedgerView } from './ledger-view.ts';
import { type TillState, voidEvent } from './requests.ts';

/** An entry that a Region said is recorded, with the request and the words it said so in. */
export interface Acknowledged {
  sequence: number;
  event: APIGatewayProxyEvent;
  text: string;
}

/** A till during a schedule, and what it was told. */
export interface Till extends TillState {
  acknowledged: Acknowledged[];
  /** Refusals that a till alone on its chain must never meet. */
  surprises: string[];
}

/** What a till wants recorded next. */
export interface Wish {
  event: APIGatewayProxyEvent;
  /** Whether the ledger may refuse it: then a void takes its place. */
  refusable: boolean;
  /** Whether an entry that stands under its sequence is this one. */
  is(entry: Entry): boolean;
}

export const newTill = (store: string, till: string): Till => ({
  store,
  till,
  sequence: 0,
  acknowledged: [],
  surprises: [],
});

const isVoid = (entry: Entry): boolean => entry.kind === 'void';

/** Sends a till's wish until it is settled, as the store client does (client/till/decide.ts): recorded, or refused and voided. */
export async function settle(till: Till, wish: Wish, call: Caller, ledger: LedgerView): Promise<void> {
  const { statusCode, body } = await call(wish.event);
  if (statusCode < 300) return moveOn(till, wish.event, body);
  const found = ledger.entry({ ...till, sequence: till.sequence + 1 });
  if (found !== undefined && wish.is(found.entry)) return moveOn(till, wish.event, recordedBody(found));
  if (!wish.refusable) till.surprises.push(`${statusCode} ${body}`);
  await settleVoid(till, wish, call, ledger);
}

/** An entry that came to be recorded in the end, though it was refused before, is as good as the void. */
async function settleVoid(till: Till, wish: Wish, call: Caller, ledger: LedgerView): Promise<void> {
  const event = voidEvent(till);
  const { statusCode, body } = await call(event);
  if (statusCode < 300) return moveOn(till, event, body);
  const found = ledger.entry({ ...till, sequence: till.sequence + 1 });
  if (found !== undefined && (isVoid(found.entry) || wish.is(found.entry)))
    return moveOn(till, wish.event, recordedBody(found));
  till.surprises.push(`void: ${statusCode} ${body}`);
}

function moveOn(till: Till, event: APIGatewayProxyEvent, text: string): void {
  const { entry, chainToken } = JSON.parse(text) as { entry: StoredEntry['entry']; chainToken: string };
  till.acknowledged.push({ sequence: entry.sequence, event, text });
  till.sequence = entry.sequence;
  till.token = chainToken;
}
