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
  state: AlarmState = 'OK';
  /** Of the last periods, latest last; undefined for one without data. */
  readonly #points: (boolean | undefined)[] = [];
  readonly #values: number[] = [];

  constructor(plan: AlarmPlan) {
    this.plan = plan;
  }

  take(value: number): void {
    this.#values.push(value);
  }

  /** Ends a period. @returns the state from now on */
  judge(): AlarmState {
    this.#points.push(this.#point());
    if (this.#points.length > this.plan.periods) this.#points.shift();
    const breaching = this.#points.filter((point) => this.#breaches(point)).length;
    const isFull = this.#points.length === this.plan.periods;
    if (breaching >= this.plan.breaching) this.state = 'ALARM';
    else if (isFull || this.plan.missing === 'notBreaching') this.state = 'OK';
    return this.state;
  }

  #point(): boolean | undefined {
    const values = this.#values.splice(0);
    if (values.length === 0) return undefined;
    const { statistic, comparison, threshold, name } = this.plan;
    const [total, compare] = [STATISTICS[statistic], COMPARISONS[comparison]];
    if (total === undefined || compare === undefined)
      throw new Error(`The twin does not know ${statistic} and ${comparison} of ${name}`);
    return compare(total(values), threshold);
  }

  #breaches(point: boolean | undefined): boolean {
    return point ?? this.plan.missing === 'breaching';
  }
}
