import { OutcomeUnknown } from '../deadline.ts';

/** Errors after which it is certain that nothing was sent: there was no connection. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** Answers that somebody between us and customs may have given while they took the message in. */
const UNCERTAIN = new Set([408, 500, 502, 504]);

/** There is nobody there: nothing was sent. */
export class NotConnected extends Error {
  override readonly name = 'NotConnected';
}

const codeOf = (error: unknown): string => {
  const { code, cause } = error as { code?: string; cause?: { code?: string } };
  return cause?.code ?? code ?? '';
};

export interface Exchange {
  status: number;
  body: string;
}

/** Sends a POST and reads the whole answer, within a time. */
export type Post = (
  url: string,
  headers: Record<string, string>,
  body: string,
  timeout_ms: number,
) => Promise<Exchange>;

/**
 * One HTTP exchange, sent once.
 *
 * @throws NotConnected when nothing was sent
 * @throws OutcomeUnknown when it may have been received and no whole answer came in time
 */
export const post: Post = async (url, headers, body, timeout_ms) => {
  try {
    const signal = AbortSignal.timeout(timeout_ms);
    const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' });
    return { status: response.status, body: await response.text() };
  } catch (error) {
    const code = codeOf(error);
    if (NOT_CONNECTED.has(code)) throw new NotConnected(code, { cause: error });
    throw new OutcomeUnknown('no answer in time', { cause: error });
  }
};

/** Whether an answer other than the expected one leaves open what became of the message. */
export const isUncertain = (status: number): boolean => status < 400 || UNCERTAIN.has(status);
