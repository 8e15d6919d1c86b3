import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { jsonBody, MESSAGE_LIMIT_BYTES } from '../shared/body.ts';
import { withinDeadline } from '../shared/deadline.ts';
import type { FormWork } from '../shared/form-work/form-work.ts';
import { settled } from '../shared/form-work/outside.ts';
import { problemAnswer } from '../shared/http.ts';
import type { Log } from '../shared/log.ts';
import { type Refusal, refuse } from '../shared/problems.ts';
import { type Route, routed } from '../shared/routed.ts';
import type { Secrets } from '../shared/sealed.ts';
import { type Item, itemsOf } from './item.ts';
import { signedFor } from './origin.ts';
import { readingOf } from './reading.ts';

export interface AcquirerNotificationsDependencies {
  work: FormWork;
  secrets: Pick<Secrets, 'text' | 'refresh'>;
  /** Standard output when not given. */
  log?: Log;
}

const UNSIGNED = refuse('unauthorized', 'Sign every item with the HMAC key of the account.');
const UNREADABLE = refuse('invalid-request', 'This is no notification with signed items.');

/** Nothing but these ten characters makes the acquirer stop sending. */
const ACCEPTED: APIGatewayProxyResult = {
  statusCode: 200,
  headers: { 'content-type': 'text/plain' },
  body: '[accepted]',
};

/**
 * Writes down what the items say, in their order. An item about something that is not ours, or about a form that was never issued, is
 * accepted too: sending it again would change nothing, and would hold up what is queued behind it. Each of them is counted, or told.
 *
 * @throws OutcomeUnknown when something may not have been written down: the notification must not be accepted
 */
async function takeIn(items: readonly Item[], merchantAccount: string, work: FormWork): Promise<void> {
  for (const item of items) {
    const reading = readingOf(item, merchantAccount);
    if ('word' in reading) await withinDeadline(() => settled(work, reading.word));
    else if ('misfit' in reading) work.report({ trouble: 'outcome-mismatch', ...reading.misfit });
    else work.ignore({ ignored: reading.nothing, word: item.eventCode });
  }
}

/** Takes in the acquirer's notifications: verified first, then written down, then accepted. */
export function createAcquirerNotifications({ work, secrets, log }: AcquirerNotificationsDependencies): Route {
  async function refusalOf(event: APIGatewayProxyEvent): Promise<Refusal | undefined> {
    const parsed = jsonBody(event, MESSAGE_LIMIT_BYTES);
    if ('problem' in parsed) return parsed;
    const items = itemsOf(parsed.body);
    if (items === undefined) return UNREADABLE;
    const account = await signedFor(items, secrets);
    if (account === undefined) return UNSIGNED;
    await takeIn(items, account.merchantAccount, work);
    return undefined;
  }

  async function take(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
    const refusal = await refusalOf(event);
    return refusal === undefined ? ACCEPTED : problemAnswer(refusal, event.requestContext.requestId);
  }

  return routed({ 'POST /v1/acquirer/notifications': take }, log);
}
