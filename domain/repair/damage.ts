/** What an attack left: each has its own way of being put right, the last none. */
const DAMAGE_KINDS = ['missing', 'altered', 'marks', 'forged', 'unrepairable'] as const;

/**
 * `missing`: the backup has the entry, the live table has not. `altered`: its signed part differs. `marks`: only what stands beside it
 * broke. `forged`: it stands behind the end of the genuine chain. `unrepairable`: no copy vouches for what should stand there.
 */
export type DamageKind = (typeof DAMAGE_KINDS)[number];

/** One place of a till's chain that is not as it must be. */
export interface Damage {
  kind: DamageKind;
  store: string;
  till: string;
  sequence: number;
  /** What was found, in a sentence; never the content of a personal field. */
  says: string;
}

/** How many of each kind. */
export type Counts = Record<DamageKind, number>;

export const countsOf = (damages: readonly { kind: DamageKind }[]): Counts =>
  Object.fromEntries(
    DAMAGE_KINDS.map((kind) => [kind, damages.filter((damage) => damage.kind === kind).length]),
  ) as Counts;

export const sumOfCounts = (all: readonly Counts[]): Counts =>
  Object.fromEntries(DAMAGE_KINDS.map((kind) => [kind, all.reduce((sum, counts) => sum + counts[kind], 0)])) as Counts;

/** How many can be put right. */
export const repairable = ({ missing, altered, marks, forged }: Counts): number => missing + altered + marks + forged;
