import { OutcomeUnknown } from '../deadline.ts';
import type { Acknowledgement, Customs } from '../form-work/ports.ts';
import { createMessage, deleteMessage, type OutgoingMessage, slipMessage } from './compose.ts';
import { type Exchange, isUncertain, NotConnected, type Post, post as postOverHttp } from './exchange.ts';
import { type CustomsClient, createTokens, NoToken } from './token.ts';

export interface GatewayOptions {
  /** Where the operator's gateway to customs is, without a slash at the end. */
  url: string;
  /** Our client; read when a token is needed. */
  client(): Promise<CustomsClient>;
  /** Called when our client was refused, before it is read once more. */
  renew?: () => Promise<void>;
  now?: () => number;
  post?: Post;
  /** How long one message may take until its technical acknowledgement, in milliseconds. */
  timeout_ms?: number;
}

/** The acknowledgement is technical and quick; customs' own 2–5 s pass before the webhook, not here. */
const MESSAGE_TIMEOUT_MS = 4000;

function isAcknowledged({ status, body }: Exchange, messageId: string): boolean {
  if (status !== 202) return false;
  try {
    return (JSON.parse(body) as { acknowledgement?: unknown }).acknowledgement === messageId;
  } catch {
    return false;
  }
}

/**
 * The customs gateway over HTTP: each message is sent once and its technical acknowledgement read. A refused token is the one thing
 * after which a message is sent again at once, as it was not looked at.
 */
export function createCustoms(options: GatewayOptions): Customs {
  const { url, client, now = Date.now, post = postOverHttp, timeout_ms = MESSAGE_TIMEOUT_MS } = options;
  const { renew = async () => {} } = options;
  const tokens = createTokens({ url, client, renew, post, now });

  async function sendOnce(message: OutgoingMessage): Promise<Exchange> {
    const token = await tokens.current();
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const exchange = await post(`${url}/pablo/v2/messages`, headers, JSON.stringify(message), timeout_ms);
    if (exchange.status === 401) tokens.forget(token);
    return exchange;
  }

  async function send(message: OutgoingMessage): Promise<Acknowledgement> {
    try {
      const first = await sendOnce(message);
      const exchange = first.status === 401 ? await sendOnce(message) : first;
      if (isAcknowledged(exchange, message.messageId)) return 'acknowledged';
      if (isUncertain(exchange.status)) throw new OutcomeUnknown(`customs answered ${exchange.status}`);
      return 'not-acknowledged';
    } catch (error) {
      if (error instanceof NotConnected || error instanceof NoToken) return 'not-acknowledged';
      throw error;
    }
  }

  return {
    create: (form) => send(createMessage(form)),
    createFromSlip: (form, slip) => send(slipMessage(form, slip)),
    delete: (form) => send(deleteMessage(form)),
  };
}
