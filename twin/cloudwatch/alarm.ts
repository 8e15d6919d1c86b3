import type { AlarmPlan } from '../assembly/plan.ts';
import type { AlarmState } from './rule.ts';

const COMPARISONS: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

const STATISTICS: Readonly<Record<string, (values: readonly number[]) => number>> = {
  Maximum: (values) => Math.max(...values),
  Minimum: (values) => Math.min(...values),
  Sum: (values) => values.reduce((sum, value) => sum + value, 0),
  SampleCount: (values) => values.length,
  Average: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
};

/** An alarm upon one metric, judged at the end of each of its periods. */
export class Alarm {
  readonly plan: AlarmPlan;
  #state: AlarmState;
  /** Of the last periods, latest last; undefined for one without data. */
  readonly #points: (boolean | undefined)[] = [];
  readonly #values: number[] = [];
  readonly #judged: (values: readonly number[]) => boolean;

  /** @throws Error naming an alarm that is judged as the twin cannot judge */
  constructor(plan: AlarmPlan, state: AlarmState) {
    const [total, compare] = [STATISTICS[plan.statistic], COMPARISONS[plan.comparison]];
    if (total === undefined || compare === undefined)
      throw new Error(`The twin does not know ${plan.statistic} and ${plan.comparison} of ${plan.name}`);
    this.plan = plan;
    this.#state = state;
    this.#judged = (values) => compare(total(values), plan.threshold);
  }

  take(value: number): void {
    this.#values.push(value);
  }

  /** Ends a period. @returns the state from now on */
  judge(): AlarmState {
    this.#points.push(this.#point());
    if (this.#points.length > this.plan.periods) this.#points.shift();
    const breaching = this.#points.filter((point) => point ?? this.plan.missing === 'breaching').length;
    if (breaching >= this.plan.breaching) this.#state = 'ALARM';
    // With fewer periods than it looks at, it stays what it was.
    else if (this.#points.length === this.plan.periods) this.#state = 'OK';
    return this.#state;
  }

  #point(): boolean | undefined {
    const values = this.#values.splice(0);
    return values.length === 0 ? undefined : this.#judged(values);
  }
}
