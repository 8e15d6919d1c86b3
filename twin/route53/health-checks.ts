import type { CheckPlan } from '../assembly/plan.ts';

/** Asks an address of a host; true for an answer of 2xx or 3xx in time. */
export type Ask = (host: string, path: string) => Promise<boolean>;

type Asking = Extract<CheckPlan, { kind: 'asks' }>;

/** The last answers of a check, and what it holds of them. A new one is taken for well until it has asked. */
interface Opinion {
  well: boolean;
  /** Answers in a row that say the opposite. */
  against: number;
}

/** Health checks with their own intervals and thresholds, on a clock that can run faster. */
export class HealthChecks {
  readonly #plans: ReadonlyMap<string, CheckPlan>;
  readonly #opinions = new Map<string, Opinion>();
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #ask: Ask;
  #held = false;

  /** @param timeScale how many times faster than real intervals */
  constructor(plans: readonly CheckPlan[], ask: Ask, timeScale = 1) {
    this.#plans = new Map(plans.map((plan) => [plan.id, plan]));
    this.#ask = ask;
    for (const plan of plans) {
      if (plan.kind !== 'asks') continue;
      this.#opinions.set(plan.id, { well: !plan.inverted, against: 0 });
      this.#timers.push(setInterval(() => void this.#look(plan), (plan.everySeconds * 1000) / timeScale));
    }
  }

  isHealthy(id: string): boolean {
    const plan = this.#plans.get(id);
    if (plan === undefined) throw new Error(`There is no health check ${id}`);
    const well =
      plan.kind === 'asks'
        ? this.#opinions.get(id)?.well === true
        : plan.children.filter((child) => this.isHealthy(child)).length >= plan.atLeast;
    return plan.inverted ? !well : well;
  }

  /** From now on nothing is looked at: what the checks hold, they keep. */
  hold(): void {
    this.#held = true;
  }

  release(): void {
    this.#held = false;
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  async #look({ id, host, path, threshold }: Asking): Promise<void> {
    if (this.#held) return;
    const well = await this.#ask(host, path);
    const opinion = this.#opinions.get(id);
    if (opinion === undefined) return;
    opinion.against = well === opinion.well ? 0 : opinion.against + 1;
    if (opinion.against < threshold) return;
    opinion.well = well;
    opinion.against = 0;
  }
}
