import { setTimeout as sleep } from 'node:timers/promises';
import type { Decisions } from './behaviour.ts';

/** A message for our webhook. */
export interface WebhookMessage {
  /** Of the message: faults are decided by it. */
  id: string;
  path: string;
  body: string;
  /** Made anew for each try: a signature may carry its time. */
  headers(): Record<string, string>;
  /** Whether an answer means that it need not be sent again. */
  isAcknowledged(status: number, body: string): boolean;
}

/** How the last try ended. */
export interface Delivered {
  tries: number;
  url: string;
  status: number;
  body: string;
}

/** Their patience with our webhook. Source: Adyen, handle webhook events. */
const TRY_TIMEOUT_MS = 10_000;

/** Pauses between tries, the last one for ever: as with the real ones, which take minutes and hours. */
const PAUSES_MS = [200, 500, 1000, 2000];

async function tryOnce(url: string, message: WebhookMessage): Promise<{ status: number; body: string }> {
  const response = await fetch(`${url}${message.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...message.headers() },
    body: message.body,
    signal: AbortSignal.timeout(TRY_TIMEOUT_MS),
  });
  return { status: response.status, body: await response.text() };
}

/**
 * Sends a message until it is acknowledged, to one Region after the other.
 *
 * @param urls where our Regions are; looked at for each try, as Regions come and go
 * @returns undefined when it was told to stop
 */
export async function deliver(
  message: WebhookMessage,
  urls: () => readonly string[],
  decide: Decisions,
  signal: AbortSignal,
): Promise<Delivered | undefined> {
  for (let tries = 1; !signal.aborted; tries++) {
    const about = `${message.id}/${tries}`;
    const url = urls()[(message.id.charCodeAt(message.id.length - 1) + tries) % Math.max(1, urls().length)];
    const sent = url !== undefined && !decide.happens('loseWebhook', about);
    const answer = sent ? await tryOnce(url, message).catch(() => undefined) : undefined;
    const heard = answer !== undefined && !decide.happens('loseAcknowledgement', about);
    if (heard && message.isAcknowledged(answer.status, answer.body)) {
      if (decide.happens('doubleWebhook', message.id)) await tryOnce(url ?? '', message).catch(() => undefined);
      return { tries, url: url ?? '', ...answer };
    }
    const pause_ms = PAUSES_MS[Math.min(tries, PAUSES_MS.length) - 1] ?? 0;
    await sleep(pause_ms, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}
