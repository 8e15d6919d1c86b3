import type { Defect, Outcome, Schedule } from './schedule.ts';

/** A schedule that broke a law. */
export interface Failure {
  seed: string;
  broken: string[];
  faults: readonly string[];
}

/** Runs one schedule; one that cannot come to its end broke a law too. */
export async function runSchedule(schedule: Schedule, seed: string, defect?: Defect): Promise<Outcome> {
  return schedule(seed, defect).catch((error: Error) => ({ broken: [`${error.name}: ${error.message}`], faults: [] }));
}

/** Runs schedules one after another, each from a seed of its own. @returns those that broke a law */
export async function runSchedules(
  schedule: Schedule,
  seeds: Iterable<string>,
  { defect, most = Number.POSITIVE_INFINITY }: { defect?: Defect; most?: number } = {},
): Promise<Failure[]> {
  const failures: Failure[] = [];
  for (const seed of seeds) {
    const { broken, faults } = await runSchedule(schedule, seed, defect);
    if (broken.length > 0) failures.push({ seed, broken, faults });
    if (failures.length >= most) break;
  }
  return failures;
}

/** Seeds 'name-0', 'name-1' and so on. */
export const seedsOf = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${name}-${i}`);
