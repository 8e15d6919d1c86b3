/** Where a rule of AWS is written, short. */
export const GUIDE = 'Step Functions developer guide';
export const ASL = 'Amazon States Language';
export const API = 'Step Functions API reference';
export const SEEN = 'recorded answers of AWS, published by LocalStack';

/**
 * How a rule is kept: `same` as AWS documents it; `refused` by name; `differs`, knowingly; `assumed` where AWS does not
 * say.
 */
type Kept = 'same' | 'refused' | 'differs' | 'assumed';

/** One rule, and the test of this folder that shows it. */
export interface Rule {
  readonly about: string;
  readonly rule: string;
  readonly kept: Kept;
  readonly source: string;
  readonly file: string;
  /** The title of the test, or of the table of tests. */
  readonly test: string;
}

type Row = readonly [rule: string, kept: Kept, source: string, test: string];

/** Rules about one thing, all shown by one file of tests. */
export function rules(about: string, file: string, rows: readonly Row[]): Rule[] {
  return rows.map(([rule, kept, source, test]) => ({ about, file: `${file}.test.ts`, rule, kept, source, test }));
}
