import type { CachedNames } from './cached-names.ts';
import { followingFetch } from './cached-names.ts';

/** One question to the public name. */
export interface Probe {
  /** When it was asked, milliseconds since 1970. */
  readonly at_ms: number;
  readonly ok: boolean;
  /** Status of the answer, or what went wrong on the way. */
  readonly says: string;
}

export interface ProberOptions {
  /** Asked with GET; a good answer is one that says the Region reads and writes. */
  readonly url: string;
  readonly names: CachedNames;
  readonly every_ms: number;
}

/** As long as a till waits for a Region. */
const ANSWER_MS = 3000;

/**
 * Asks the public name again and again as somebody who knows nothing else and keeps what the name server said for its time to live.
 * Questions do not wait for each other: one that hangs hides nothing.
 */
export class Prober {
  readonly #options: ProberOptions;
  readonly #fetch: typeof fetch;
  readonly #probes: Promise<Probe>[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ProberOptions) {
    this.#options = options;
    this.#fetch = followingFetch(options.names);
  }

  start(): void {
    this.#timer = setInterval(() => this.#probes.push(this.#ask()), this.#options.every_ms);
  }

  /** All questions so far, in order, once the last is answered. */
  async asked(): Promise<Probe[]> {
    return Promise.all(this.#probes);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #ask(): Promise<Probe> {
    const at_ms = Date.now();
    try {
      const response = await this.#fetch(this.#options.url, { signal: AbortSignal.timeout(ANSWER_MS) });
      await response.arrayBuffer();
      return { at_ms, ok: response.ok, says: String(response.status) };
    } catch (error) {
      return { at_ms, ok: false, says: (error as Error).name };
    }
  }
}
