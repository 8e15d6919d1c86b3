import type { Config } from '@adyen/api-library/lib/src/index.js';
import type { IRequest } from '@adyen/api-library/lib/src/typings/requestOptions.js';

/** What the library sends its requests through. */
interface Transport {
  request(
    endpoint: string,
    json: string | Buffer,
    config: Config,
    isApiKeyRequired: boolean,
    options?: IRequest.Options,
  ): Promise<string>;
}

/** The acquirer answered, and not with success, or not so that it can be read. */
export class AnsweredWithError extends Error {
  override readonly name = 'AnsweredWithError';
  readonly status: number;
  /** The acquirer's own code, when the answer has one. */
  readonly errorCode: string | undefined;
  /** The acquirer says that nothing was done and the same key may be sent later. */
  readonly isTransient: boolean;

  constructor(status: number, errorCode: string | undefined, isTransient: boolean) {
    super(`HTTP ${status}${errorCode === undefined ? '' : `, ${errorCode}`}`);
    this.status = status;
    this.errorCode = errorCode;
    this.isTransient = isTransient;
  }
}

/** @returns undefined for what is no JSON: a page of somebody in between */
function parsed(body: string): { errorCode?: unknown } | undefined {
  try {
    return Object(JSON.parse(body)) as { errorCode?: unknown };
  } catch {
    return undefined;
  }
}

/**
 * How the library reaches the acquirer: connections are kept, an answer is awaited for a time and no longer, and one host may stand for
 * all of the acquirer's. The library's own client opens a connection for every request and speaks only to its own hosts.
 *
 * @param origin see `Platform.origin`
 */
export function createTransport(timeout_ms: number, origin?: string): Transport {
  return {
    async request(endpoint, json, config, _isApiKeyRequired, options = {}) {
      const url = new URL(endpoint);
      const response = await fetch(origin === undefined ? url : `${origin}${url.pathname}`, {
        method: options.method ?? 'POST',
        headers: {
          'content-type': 'application/json',
          'x-api-key': config.apiKey ?? '',
          ...(options.idempotencyKey === undefined ? {} : { 'idempotency-key': options.idempotencyKey }),
        },
        body: json.toString(),
        redirect: 'error',
        signal: AbortSignal.timeout(timeout_ms),
      });
      const text = await response.text();
      const answer = parsed(text);
      const isTransient = response.headers.get('transient-error') === 'true';
      const errorCode = answer?.errorCode === undefined ? undefined : String(answer.errorCode);
      if (!response.ok || answer === undefined) throw new AnsweredWithError(response.status, errorCode, isTransient);
      return text;
    },
  };
}
