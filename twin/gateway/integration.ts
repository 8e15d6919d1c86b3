import type { OutgoingHttpHeaders } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Json, type JsonObject, listOf, objectOf } from '../assembly/json.ts';
import type { Outcome } from '../lambda/outcome.ts';
import type { Refusal } from './gateway-responses.ts';

/** A function's answer as it goes to the client. */
export interface ProxyAnswer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** Waits for a function no longer than the integration may take. */
export async function within(outcome: Promise<Outcome>, timeoutMs: number): Promise<Outcome | 'late'> {
  const clock = new AbortController();
  const late = sleep(timeoutMs, 'late' as const, { signal: clock.signal });
  late.catch(() => undefined);
  try {
    return await Promise.race([outcome, late]);
  } finally {
    clock.abort();
  }
}

/** What a proxy integration makes of how the function ended (API Gateway Developer Guide, "Handle Lambda errors"). */
export function proxyAnswer(outcome: Outcome | 'late'): ProxyAnswer | Refusal {
  if (outcome === 'late') return { type: 'INTEGRATION_TIMEOUT' };
  if (outcome.kind === 'throttled') return { type: 'DEFAULT_5XX', status: 500 };
  if (outcome.kind === 'failed') return { type: 'DEFAULT_5XX' };
  const answer = objectOf(JSON.parse(outcome.payload));
  return wellFormed(answer) ? answerOf(answer) : { type: 'DEFAULT_5XX' };
}

function wellFormed({ statusCode, body }: JsonObject): boolean {
  return Number.isInteger(Number(statusCode)) && (body === undefined || body === null || typeof body === 'string');
}

function answerOf(answer: JsonObject): ProxyAnswer {
  const several = Object.entries(objectOf(answer.multiValueHeaders)).map(
    ([name, values]) => [name.toLowerCase(), listOf(values).map(String)] as const,
  );
  return {
    status: Number(answer.statusCode),
    headers: { 'content-type': 'application/json', ...textual(answer.headers), ...Object.fromEntries(several) },
    body: Buffer.from(String(answer.body ?? ''), answer.isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}

function textual(headers: Json | undefined): OutgoingHttpHeaders {
  return Object.fromEntries(
    Object.entries(objectOf(headers)).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}
