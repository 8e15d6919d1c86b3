import type { Traffic } from '../../domain/traffic/traffic.ts';
import type { Measured } from './measured.ts';
import type { Notes } from './notes.ts';
import type { Outside } from './outside.ts';
import type { Rules } from './rules.ts';
import type { Tills } from './tills.ts';

export interface EvacuationDependencies {
  readonly region: string;
  /** `none` where there is none. */
  readonly otherRegion: string;
  /** Base addresses without a slash at the end; `none` where there is none. */
  readonly urls: { readonly public: string; readonly own: string; readonly other: string };
  readonly outside: Outside;
  /** What Regions serve: a strong read of the Region that asks. */
  traffic(): Promise<Traffic>;
  readonly notes: Notes;
  readonly tills: Tills;
  readonly rules: Rules;
  /** The report of a morning's restored backups. */
  morning(date: string, region: string): Promise<{ readonly colour: string } | undefined>;
  /** Forms that something is due of since before an instant; at most a hundred a shard are counted. */
  overdue(before: Date): Promise<number>;
  now(): Date;
  sleep(ms: number): Promise<unknown>;
  /** One line of log, which metric filters read. */
  emit(measured: Measured, more?: object): void;
}
