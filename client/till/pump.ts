import type { Problem } from '../../api/generated/contract.ts';
import type { Clock, Random } from '../clock.ts';
import type { RegionalRequest } from '../regions/attempt.ts';
import type { CallLimits } from '../regions/call.ts';
import type { RegionalClient } from '../regions/regional-client.ts';
import { type Decision, decide, decideFound } from './decide.ts';
import { type Entry, type EntryKind, entryRequest, lookUpRequest } from './entry.ts';
import { type Report, safeReport } from './event.ts';
import { problemName } from './problem.ts';
import type { Queued, Refused } from './state.ts';
import type { TillJournal } from './till-journal.ts';
import { type Settlement, Waiters } from './waiters.ts';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/** A closing reads everything since the last one. */
const PATIENCE: Partial<Record<EntryKind, Partial<CallLimits>>> = {
  closing: { deadline_ms: 20_000, attempt_ms: 12_000 },
};

export interface PumpParts {
  journal: TillJournal;
  client: RegionalClient;
  clock: Clock;
  random: Random;
  report: Report;
}

/** Sends the till's queue to the ledger, strictly in order, one entry at a time, until each is recorded or voided. */
export class Pump {
  readonly #parts: PumpParts;
  readonly #stopping = new AbortController();
  readonly #waiters: Waiters;
  #stuck: Refused | undefined;
  #withdrawn: number | undefined;
  #line: 'online' | 'offline' | 'halted' = 'online';
  #failures = 0;
  #wake = Promise.withResolvers<void>();
  #progress = Promise.withResolvers<void>();
  #running: Promise<void> | undefined;

  constructor(parts: PumpParts) {
    this.#parts = { ...parts, report: safeReport(parts.report) };
    this.#waiters = new Waiters(parts.clock);
  }

  get line(): 'online' | 'offline' | 'halted' {
    return this.#line;
  }

  /** A sale that was handed out and that the ledger refuses: the first of the queue. */
  get stuck(): Refused | undefined {
    return this.#stuck;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** There is something to send, or somebody wants it tried now. */
  kick(): void {
    this.#wake.resolve();
  }

  /** @returns how the entry was settled, or undefined as soon as it will not be within the time, or the till is offline */
  settled(sequence: number, ms: number): Promise<Settlement | undefined> {
    if (this.#line !== 'online' || ms <= 0) return Promise.resolve(undefined);
    return this.#waiters.wait(sequence, ms);
  }

  /** @returns whether the queue became empty within the time */
  async drained(ms: number): Promise<boolean> {
    const until_ms = this.#parts.clock.elapsed_ms() + ms;
    this.kick();
    while (this.#parts.journal.state.queue.length > 0 && this.#line !== 'halted') {
      const left_ms = until_ms - this.#parts.clock.elapsed_ms();
      if (left_ms <= 0) return false;
      const over = new AbortController();
      await Promise.race([this.#progress.promise, this.#parts.clock.sleep(left_ms, over.signal)]);
      over.abort();
    }
    return this.#parts.journal.state.queue.length === 0;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.kick();
    await this.#running;
    this.#release();
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted && this.#line !== 'halted') {
      const [first] = this.#parts.journal.state.queue;
      if (first === undefined) await this.#pause(undefined);
      // a full disk is no reason to lose the queue: it is tried again like a Region that does not answer
      else await this.#settle(first).catch((error: Error) => this.#offline(`${error.name}: ${error.message}`));
    }
  }

  async #settle(first: Queued): Promise<void> {
    const { state } = this.#parts.journal;
    const { signal } = this.#stopping;
    const limits = { ...PATIENCE[first.entry.kind], signal };
    const ask = (request: RegionalRequest) => this.#parts.client.call(request, limits);
    const isHandedOut = this.#isHandedOut(first);
    let decision = decide(state, first, await ask(entryRequest(first.entry, state.head.chainToken, isHandedOut)));
    if (decision.do === 'look up') {
      const found = await ask(lookUpRequest(state, first.entry.sequence));
      decision = decideFound(state, first, decision.problem, found);
    }
    // handed out meanwhile: it is asked again in the name of the customer who holds it now
    if (decision.do === 'void' && isHandedOut !== this.#isHandedOut(first)) return;
    await this.#carryOut(first, decision);
  }

  async #carryOut(first: Queued, decision: Decision): Promise<void> {
    const { journal } = this.#parts;
    switch (decision.do) {
      case 'record':
        return this.#recorded(first, decision);
      case 'void':
        return this.#refused(first, decision.problem);
      case 'take token':
        await journal.record(({ head }) => ({ is: 'token', sequence: head.sequence, chainToken: decision.chainToken }));
        return;
      case 'halt':
        return this.#halt(decision.why);
      default:
        return this.#offline(decision.do === 'try later' ? decision.why : 'the ledger contradicts itself');
    }
  }

  async #recorded({ entry, instead }: Queued, { answer, original }: Decision & { do: 'record' }): Promise<void> {
    const { journal, report } = this.#parts;
    const { chainToken } = answer;
    const { sequence } = entry;
    await journal.record(() => ({ is: 'recorded', sequence, chainToken, ...(original ? { original } : {}) }));
    this.#online();
    const refused = original ? undefined : instead;
    report(refused ? { is: 'refused', ...refused } : { is: 'recorded', entry: instead?.entry ?? entry });
    this.#waiters.tell(
      sequence,
      refused ? { state: 'refused', problem: refused.problem } : { state: 'recorded', answer },
    );
    this.#moved();
    await journal.compact();
  }

  /** Only what nobody holds may end as a void; after a restart nobody knows, and a sale counts as handed out. */
  #isHandedOut({ entry, isHeld }: Queued): boolean {
    return isHeld !== true && !this.#waiters.has(entry.sequence);
  }

  async #refused(first: Queued, problem: Problem): Promise<void> {
    const { entry } = first;
    if (this.#isHandedOut(first) && this.#withdrawn !== entry.sequence) return this.#waitForPerson(entry, problem);
    // whoever waits for it is not to hand it out any more, even when the void takes longer than the wait
    if (first.isHeld !== true) this.#waiters.promise(entry.sequence, { state: 'refused', problem });
    await this.#parts.journal.void(entry, problem);
  }

  #waitForPerson(entry: Entry, problem: Problem): Promise<void> {
    const before = this.#stuck;
    this.#stuck = { entry, problem };
    if (before?.entry.sequence !== entry.sequence || before.problem.type !== problem.type)
      this.#parts.report({ is: 'stuck', entry, problem });
    return this.#offline(`the ledger refuses entry ${entry.sequence}, which was handed out: ${problemName(problem)}`);
  }

  /** A person says that nobody holds this sale, or that it was paid back: a void takes its number when it is refused again. */
  withdraw(sequence: number): void {
    this.#withdrawn = sequence;
    this.kick();
  }

  /** What people still wait for is not handed out: its number is another till's, and is forgotten. */
  async #halt(why: string): Promise<void> {
    this.#line = 'halted';
    const { journal, report } = this.#parts;
    const { queue } = journal.state;
    const handedOut = queue.findLastIndex((each) => this.#isHandedOut(each));
    const from = queue[handedOut + 1]?.entry.sequence;
    if (from !== undefined) await journal.record(() => ({ is: 'dropped', from })).catch(() => undefined);
    report({ is: 'halted', why });
    this.#waiters.tellAll({ state: 'halted', why });
    this.#moved();
  }

  #online(): void {
    this.#failures = 0;
    this.#stuck = undefined;
    if (this.#line === 'online') return;
    this.#line = 'online';
    this.#parts.report({ is: 'online' });
  }

  async #offline(why: string): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    if (this.#line === 'online') this.#parts.report({ is: 'offline', why });
    this.#line = 'offline';
    this.#release();
    const longest_ms = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#failures);
    this.#failures += 1;
    await this.#pause(longest_ms * (0.5 + this.#parts.random() / 2));
  }

  /** Until there is something to do, at most for the time when one is given. */
  async #pause(ms: number | undefined): Promise<void> {
    const over = new AbortController();
    const signals = AbortSignal.any([over.signal, this.#stopping.signal]);
    const timeUp = ms === undefined ? [] : [this.#parts.clock.sleep(ms, signals)];
    await Promise.race([this.#wake.promise, ...timeUp]);
    over.abort();
    this.#wake = Promise.withResolvers<void>();
  }

  #release(): void {
    this.#waiters.tellAll();
    this.#moved();
  }

  #moved(): void {
    this.#progress.resolve();
    this.#progress = Promise.withResolvers<void>();
  }
}
