import type { Dice } from './dice.ts';

/** A write that was answered 200 or 201, and what was answered. */
export interface SentWrite {
  path: string;
  body: string;
  answer: string;
}

/**
 * Stands between a till and its Regions: remembers every write and its first answer, so that a run can send it again as a till that
 * forgot would, and compare.
 */
export function recordingFetch(through: typeof fetch = fetch) {
  const sent: SentWrite[] = [];
  const record: typeof fetch = async (input, init) => {
    const response = await through(input, init);
    if (init?.method === 'PUT' && response.ok) {
      const answer = await response.clone().text();
      sent.push({ path: new URL(String(input)).pathname, body: String(init.body), answer });
    }
    return response;
  };
  return { record, sent };
}

/** What a replay met: the same bytes, other bytes, or no answer (the Region is away). */
export type Replayed = 'same' | 'different' | 'unanswered';

/** Sends a write once more, to a Region of chance. The law: it is answered 200 with the bytes of the first answer. */
export async function replay(
  write: SentWrite,
  urls: readonly string[],
  bearer: string,
  dice: Dice,
  through: typeof fetch = fetch,
): Promise<Replayed> {
  try {
    const response = await through(dice.pick(urls) + write.path, {
      method: 'PUT',
      body: write.body,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
      signal: AbortSignal.timeout(2000),
    });
    const text = await response.text();
    if (response.status >= 500 || response.status === 429) return 'unanswered';
    return response.status === 200 && text === write.answer ? 'same' : 'different';
  } catch {
    return 'unanswered';
  }
}
