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

/** What becomes of an alarm whose periods without data decide. */
type Filling = (breaching: number, filled: number, found: number) => AlarmState | 'as it was';

/** By `TreatMissingData`: what stands for periods without data, when too few have any. */
const FILLINGS: Readonly<Record<string, (needed: number) => Filling>> = {
  breaching: (needed) => (breaching, filled) => (breaching + filled >= needed ? 'ALARM' : 'OK'),
  notBreaching: (needed) => (breaching) => (breaching >= needed ? 'ALARM' : 'OK'),
  ignore: (needed) => onWhatThereIs(needed, 'as it was', 'as it was'),
  missing: (needed) => onWhatThereIs(needed, 'ALARM', 'INSUFFICIENT_DATA'),
};

/** One period that is well says that it is well; `onlyBad` and `nothing` are for when there is none. */
const onWhatThereIs =
  (needed: number, onlyBad: ReturnType<Filling>, nothing: ReturnType<Filling>): Filling =>
  (breaching, _, found) => {
    if (breaching >= needed) return 'ALARM';
    if (breaching < found) return 'OK';
    return found === 0 ? nothing : onlyBad;
  };

/** CloudWatch looks so many periods further back, when some of those it is to look at have no data. */
const FURTHER_BACK = 2;

/**
 * An alarm upon one metric, judged at the end of each of its periods. With data in as many periods as it looks at, the latest of these
 * decide, whatever lies between them. Source: Amazon CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data".
 */
export class Alarm {
  readonly plan: AlarmPlan;
  #state: AlarmState;
  /** Whether each of the last periods was over the threshold, latest last; undefined for one without data. */
  readonly #points: (boolean | undefined)[] = [];
  readonly #values: number[] = [];
  readonly #judged: (values: readonly number[]) => boolean;
  readonly #filled: Filling;

  /** @throws Error naming an alarm that is judged as the twin cannot judge */
  constructor(plan: AlarmPlan, state: AlarmState) {
    const { statistic, comparison, missing, name, threshold, breaching } = plan;
    const [total, compare, filling] = [STATISTICS[statistic], COMPARISONS[comparison], FILLINGS[missing]];
    if (total === undefined || compare === undefined || filling === undefined)
      throw new Error(`The twin does not know ${statistic}, ${comparison} and ${missing} of ${name}`);
    this.plan = plan;
    this.#state = state;
    this.#judged = (values) => compare(total(values), threshold);
    this.#filled = filling(breaching);
  }

  take(value: number): void {
    this.#values.push(value);
  }

  /** Ends a period. @returns the state from now on */
  judge(): AlarmState {
    const { periods } = this.plan;
    this.#points.push(this.#point());
    // With fewer periods than it looks at, it stays what it was.
    if (this.#points.length < periods) return this.#state;
    if (this.#points.length > periods + FURTHER_BACK) this.#points.shift();
    const found = this.#points.filter((point) => point !== undefined).slice(-periods);
    const breaching = found.filter(Boolean).length;
    const state = this.#filled(breaching, periods - found.length, found.length);
    if (state !== 'as it was') this.#state = state;
    return this.#state;
  }

  #point(): boolean | undefined {
    const values = this.#values.splice(0);
    return values.length === 0 ? undefined : this.#judged(values);
  }
}
