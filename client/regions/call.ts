import type { Clock, Random } from '../clock.ts';
import type { Identity } from '../identity.ts';
import { type Attempt, type AttemptParts, attempt, type RegionalRequest } from './attempt.ts';
import type { RegionHealth } from './health.ts';
import { HEDGE_BOUNDS, type Latency } from './latency.ts';
import { meaningOf, showsIllness } from './meaning.ts';
import { type Leg, nextStep } from './next-step.ts';
import type { Region } from './region.ts';

const FIRST_BACKOFF_MS = 100;
const MOST_BACKOFF_MS = 800;

/** What became of a call. `unanswered` means that nobody knows whether it took effect: send the same request again. */
export type Outcome =
  | { state: 'answered'; status: number; body: unknown; region: string; attempts: Attempt[] }
  | { state: 'unanswered'; attempts: Attempt[] };

export interface CallParts extends AttemptParts {
  clock: Clock;
  random: Random;
  identity?: Identity;
  health: RegionHealth;
  latencies: ReadonlyMap<string, Latency>;
}

export interface CallLimits {
  deadline_ms: number;
  /** Longest time for one attempt. */
  attempt_ms: number;
  /**
   * How long the request takes by its own nature (a read that waits for a change): a shorter silence is nothing unusual, and its time
   * says nothing about the Region.
   */
  expected_ms?: number;
  signal?: AbortSignal;
}

interface RegionLeg extends Leg {
  at: Region;
  /** The status by which this Region refused to let the device in, with a token that was fresh. */
  notLetIn?: number;
}

/** One request on its way to an answer, over one or both Regions. */
export class Call {
  readonly #parts: CallParts;
  readonly #request: RegionalRequest;
  readonly #limits: CallLimits;
  readonly #legs: RegionLeg[];
  readonly #losers = new AbortController();
  readonly #attempts: Attempt[] = [];
  readonly #ended: Attempt[] = [];
  #wake = Promise.withResolvers<void>();

  constructor(parts: CallParts, request: RegionalRequest, limits: CallLimits) {
    this.#parts = parts;
    this.#request = request;
    this.#limits = limits;
    this.#legs = parts.health.order().map((at) => ({ at, region: at.name, attempts: 0, notBefore_ms: 0 }));
  }

  async run(): Promise<Outcome> {
    const deadline_ms = this.#parts.clock.elapsed_ms() + this.#limits.deadline_ms;
    try {
      while (this.#limits.signal?.aborted !== true) {
        const outcome = this.#takeEnded();
        if (outcome) return outcome;
        const now_ms = this.#parts.clock.elapsed_ms();
        const step = nextStep(this.#legs, { now_ms, deadline_ms, hedge_ms: this.#hedge_ms() });
        if (step.do === 'give up') break;
        if (step.do === 'send') this.#send(step.region, deadline_ms - now_ms);
        else await this.#wait(step.until_ms - now_ms);
      }
      return { state: 'unanswered', attempts: this.#attempts };
    } finally {
      this.#losers.abort();
    }
  }

  /** By the Region asked first: how long its silence is nothing unusual. */
  #hedge_ms(): number {
    const first = this.#legs.find((leg) => leg.sentAt_ms !== undefined) ?? this.#legs[0];
    const usual_ms = this.#parts.latencies.get(first?.region ?? '')?.hedge_ms(HEDGE_BOUNDS) ?? HEDGE_BOUNDS.first_ms;
    return usual_ms + (this.#limits.expected_ms ?? 0);
  }

  #send(region: string, left_ms: number): void {
    const leg = this.#leg(region);
    leg.sentAt_ms = this.#parts.clock.elapsed_ms();
    leg.attempts += 1;
    const bearer = this.#parts.identity?.bearer();
    const timeout_ms = Math.min(this.#limits.attempt_ms, left_ms);
    const limits = { timeout_ms, cancel: this.#losers.signal, ...(bearer === undefined ? {} : { bearer }) };
    void attempt(this.#parts, leg.at, this.#request, limits).then((ended) => {
      this.#ended.push(ended);
      this.#wake.resolve();
    });
  }

  async #wait(ms: number): Promise<void> {
    const over = new AbortController();
    const signal = this.#limits.signal ? AbortSignal.any([over.signal, this.#limits.signal]) : over.signal;
    await Promise.race([this.#wake.promise, this.#parts.clock.sleep(ms, signal)]);
    over.abort();
    this.#wake = Promise.withResolvers<void>();
  }

  #takeEnded(): Outcome | undefined {
    for (const ended of this.#ended.splice(0)) {
      this.#attempts.push(ended);
      const leg = this.#leg(ended.region);
      delete leg.sentAt_ms;
      const outcome = this.#judge(leg, ended);
      if (outcome) return outcome;
    }
    return undefined;
  }

  #judge(leg: RegionLeg, ended: Attempt): Outcome | undefined {
    this.#remember(ended);
    if (!('status' in ended)) return this.#backOff(leg);
    const meaning = meaningOf(ended.status);
    if (meaning === 'answered') return this.#answer(ended.status, ended.body, ended.region);
    if (meaning === 'not let in') return this.#notLetIn(leg, ended);
    return this.#backOff(leg, ended.retryAfter_ms);
  }

  #answer(status: number, body: unknown, region: string): Outcome {
    this.#blameSilent();
    return { state: 'answered', status, body, region, attempts: this.#attempts };
  }

  /** A Region that was overtaken by the other one is tried last from now on: its silence must not cost the next customer again. */
  #blameSilent(): void {
    const now_ms = this.#parts.clock.elapsed_ms();
    const hedge_ms = this.#hedge_ms();
    for (const { region, sentAt_ms } of this.#legs) {
      if (sentAt_ms === undefined || now_ms - sentAt_ms < hedge_ms) continue;
      this.#parts.health.failed(region);
      this.#learn(region, now_ms - sentAt_ms);
    }
  }

  #learn(region: string, took_ms: number): void {
    if (this.#limits.expected_ms === undefined) this.#parts.latencies.get(region)?.add(took_ms);
  }

  #remember(ended: Attempt): void {
    const { health } = this.#parts;
    if (!('status' in ended) || showsIllness(ended.status)) health.failed(ended.region);
    else health.answered(ended.region);
    if ('status' in ended) this.#learn(ended.region, ended.took_ms);
  }

  #notLetIn(leg: RegionLeg, ended: Attempt & { status: number; body: unknown }): Outcome | undefined {
    if (ended.status === 401 && this.#parts.identity?.renew()) return undefined;
    leg.notLetIn = ended.status;
    if (this.#legs.every(({ notLetIn }) => notLetIn !== undefined))
      return this.#answer(ended.status, ended.body, ended.region);
    leg.notBefore_ms = Infinity;
    return undefined;
  }

  #backOff(leg: RegionLeg, retryAfter_ms = 0): undefined {
    const longest_ms = Math.min(MOST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (leg.attempts - 1));
    const jittered_ms = longest_ms * (0.5 + this.#parts.random() / 2);
    leg.notBefore_ms = this.#parts.clock.elapsed_ms() + Math.max(jittered_ms, retryAfter_ms);
  }

  #leg(region: string): RegionLeg {
    const leg = this.#legs.find((each) => each.region === region);
    if (leg === undefined) throw new Error(`no Region is called ${region}`);
    return leg;
  }
}
