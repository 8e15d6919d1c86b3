import type { Totals } from '../../domain/morning/report.ts';

const COUNTED = [
  'expected',
  'restored',
  'good',
  'late',
  'bad',
  'not_tested',
  'absent',
  'leftovers',
  'swept',
] as const satisfies (keyof Totals)[];

/** What the Regions' restore tests say together: counts add up, the slowest restore, check and pace stand for all. */
export function together(totals: readonly Totals[]): Totals {
  const worst = (name: keyof Totals): number => Math.max(0, ...totals.map((one) => one[name]));
  const paces = totals.map(({ check_entries_per_s }) => check_entries_per_s).filter((pace) => pace > 0);
  return {
    ...(Object.fromEntries(COUNTED.map((name) => [name, totals.reduce((sum, one) => sum + one[name], 0)])) as Pick<
      Totals,
      (typeof COUNTED)[number]
    >),
    restore_s_max: worst('restore_s_max'),
    check_s_max: worst('check_s_max'),
    check_entries_per_s: paces.length === 0 ? 0 : Math.min(...paces),
  };
}

/** Whether every recovery point is good and nothing is left over. */
export const isAllGood = ({ expected, good, leftovers }: Totals): boolean =>
  expected > 0 && good === expected && leftovers === 0;
