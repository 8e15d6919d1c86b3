/** Kinds of jobs. */
export type JobKind = 'backup' | 'copy' | 'restore';

/** What goes wrong with a job. */
export interface JobFault {
  /**
   * `fail`: it ends FAILED; `hang`: it runs and never ends; `slow`: it takes `slow_ms` longer;
   * `lose`: a copy job ends COMPLETED and there is no copy.
   */
  readonly what: 'fail' | 'hang' | 'slow' | 'lose';
  /** Only for jobs of tables whose name contains this. */
  readonly table?: string;
  /** How many jobs meet it; one when not said. */
  readonly times?: number;
  readonly slow_ms?: number;
  /** What the failed job says. */
  readonly message?: string;
}

const KINDS: readonly string[] = ['backup', 'copy', 'restore'];
const WHATS: readonly string[] = ['fail', 'hang', 'slow', 'lose'];

/** Faults that the next jobs will meet. */
export class JobFaults {
  #waiting: { kind: JobKind; fault: JobFault; left: number }[] = [];

  /**
   * The next jobs of the kind meet the fault.
   * @throws for a fault that there is not, so that a misspelt one is not mistaken for a harmless run
   */
  next(kind: JobKind, fault: JobFault): void {
    if (!KINDS.includes(kind) || !WHATS.includes(fault.what) || (fault.what === 'lose' && kind !== 'copy'))
      throw new Error(`no fault ${fault.what} for ${kind} jobs`);
    this.#waiting.push({ kind, fault, left: fault.times ?? 1 });
  }

  /** Forgets what no job has met. */
  clear(): void {
    this.#waiting = [];
  }

  /** The fault that this job meets, which is then used up. */
  take(kind: JobKind, table: string): JobFault | undefined {
    const met = this.#waiting.find((one) => one.kind === kind && table.includes(one.fault.table ?? ''));
    if (!met) return undefined;
    met.left -= 1;
    if (met.left <= 0) this.#waiting = this.#waiting.filter((one) => one !== met);
    return met.fault;
  }
}
