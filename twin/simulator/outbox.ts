import { setTimeout as sleep } from 'node:timers/promises';
import type { Decisions } from './behaviour.ts';
import { type Delivered, deliver, type WebhookMessage } from './webhook.ts';

/** What is on its way to our webhook. */
export interface Outbox {
  /** Where our Regions are. */
  urls: readonly string[];
  /** Sends a message after a while, until it is acknowledged; what is done then is given. */
  send(message: WebhookMessage, delay_ms: number, then: (delivered: Delivered) => void): void;
  /** Messages not acknowledged yet. */
  readonly waiting: number;
  close(): void;
}

export function createOutbox(decide: Decisions, urls: readonly string[]): Outbox {
  const stopping = new AbortController();
  const own = { urls, waiting: 0 };

  async function carry(message: WebhookMessage, delay_ms: number): Promise<Delivered | undefined> {
    await sleep(delay_ms, undefined, { signal: stopping.signal }).catch(() => undefined);
    return deliver(message, () => own.urls, decide, stopping.signal);
  }

  return Object.assign(own, {
    send(message: WebhookMessage, delay_ms: number, then: (delivered: Delivered) => void): void {
      own.waiting += 1;
      void carry(message, delay_ms).then((delivered) => {
        own.waiting -= 1;
        if (delivered !== undefined) then(delivered);
      });
    },
    close: () => stopping.abort(),
  });
}
