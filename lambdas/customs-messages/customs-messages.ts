import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { jsonBody, MESSAGE_LIMIT_BYTES } from '../shared/body.ts';
import type { FormWork } from '../shared/form-work/form-work.ts';
import type { Made } from '../shared/form-work/happen.ts';
import { happened, messageFailed, messageRejected } from '../shared/form-work/outside.ts';
import { jsonAnswer, problemAnswer } from '../shared/http.ts';
import type { Log } from '../shared/log.ts';
import { type Refusal, refuse } from '../shared/problems.ts';
import { type Route, routed } from '../shared/routed.ts';
import type { Secrets } from '../shared/sealed.ts';
import { type CustomsMessage, customsMessage } from './message.ts';
import { takeIn } from './nightly-list.ts';
import { isFromCustoms } from './origin.ts';
import { happeningOf } from './reply.ts';

export interface CustomsMessagesDependencies {
  work: FormWork;
  secrets: Pick<Secrets, 'text' | 'refresh'>;
  /** Standard output when not given. */
  log?: Log;
}

const UNSIGNED = refuse('unauthorized', 'Sign the timestamp and the body with the secret we agreed on.');
const UNREADABLE = refuse('invalid-request', 'This is no message that customs send.');
const UNKNOWN = refuse('form-unknown', 'No such form was issued here, and none of this id will be.');

type List = Extract<CustomsMessage, { message: 'R_E_A01' }>;
type Single = Exclude<CustomsMessage, List>;

/** What a single message did to its form; undefined for one that says nothing new. */
async function heard(message: Single, work: FormWork): Promise<Made | undefined> {
  if (message.message === 'R_E_IS') {
    work.ignore({ ignored: 'informative', word: message.message });
    return undefined;
  }
  if (message.message === 'G001') return messageRejected(work, message.inReplyTo);
  if (message.message === 'G002') return messageFailed(work, message.inReplyTo);
  const happening = happeningOf(message);
  if (happening !== undefined) return happened(work, message.formId, happening);
  work.ignore({ ignored: 'registered-without-id', word: message.message, formId: message.formId });
  return undefined;
}

async function single(message: Single, work: FormWork): Promise<object | Refusal> {
  const made = await heard(message, work);
  if (made?.made === false && made.why === 'unknown-form') return UNKNOWN;
  return { inReplyTo: message.messageId, changed: made?.made ?? false };
}

/** The acknowledgement that ends the sending of the list: A_AR_A02, or A_EC_A03 naming the forms that we do not have. */
async function list({ messageId, forms }: List, work: FormWork): Promise<object> {
  const unknown = await takeIn(forms, work);
  if (unknown.length === 0) return { message: 'A_AR_A02', inReplyTo: messageId };
  const errors = unknown.map((formId) => ({ formId, reason: 'form-unknown' }));
  return { message: 'A_EC_A03', inReplyTo: messageId, errors };
}

/** Takes in what customs send: verified first, then written down, then answered. Whatever may not be written down is answered with 503. */
export function createCustomsMessages({ work, secrets, log }: CustomsMessagesDependencies): Route {
  async function answer(event: APIGatewayProxyEvent): Promise<object | Refusal> {
    if (!(await isFromCustoms(event, secrets, work.now().getTime()))) return UNSIGNED;
    const parsed = jsonBody(event, MESSAGE_LIMIT_BYTES);
    if ('problem' in parsed) return parsed;
    const message = customsMessage(parsed.body);
    if (message === undefined) return UNREADABLE;
    return message.message === 'R_E_A01' ? list(message, work) : single(message, work);
  }

  async function take(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
    const answered = await answer(event);
    return 'problem' in answered
      ? problemAnswer(answered, event.requestContext.requestId)
      : jsonAnswer(200, JSON.stringify(answered));
  }

  return routed({ 'POST /v1/customs/messages': take }, log);
}
