import type { RecordPlan } from '../assembly/plan.ts';

/** What an answer depends on besides the records. */
export interface Asked {
  records: readonly RecordPlan[];
  isHealthy(check: string): boolean;
  /** AWS name of the Region nearest to whoever asks. */
  from: string;
  /** From 0 to 1: which of the weighted records answers. */
  random(): number;
}

/** More than any chain of aliases is long. */
const MOST_ALIASES = 8;

/** As Route 53: when no record of a name is healthy, all of them are taken for healthy. */
function inService(records: readonly RecordPlan[], { isHealthy }: Asked): readonly RecordPlan[] {
  const healthy = records.filter(({ check }) => check === undefined || isHealthy(check));
  return healthy.length > 0 ? healthy : records;
}

function byWeight(records: readonly RecordPlan[], random: number): RecordPlan | undefined {
  const total = records.reduce((sum, { weight = 0 }) => sum + weight, 0);
  let left = random * total;
  return records.find(({ weight = 0 }) => {
    left -= weight;
    return left < 0;
  });
}

function chosen(records: readonly RecordPlan[], asked: Asked): RecordPlan | undefined {
  const able = inService(records, asked);
  if (able.some(({ weight }) => weight !== undefined)) return byWeight(able, asked.random());
  return able.find(({ nearestTo }) => nearestTo === asked.from) ?? able[0];
}

/** The Region whose API a name leads to; undefined for a name that the zone does not have. */
export function regionOf(name: string, asked: Asked): string | undefined {
  let current = name;
  for (let aliases = 0; aliases < MOST_ALIASES; aliases++) {
    const record = chosen(
      asked.records.filter((one) => one.name === current),
      asked,
    );
    if (record === undefined) return undefined;
    if ('apiOf' in record.leadsTo) return record.leadsTo.apiOf;
    current = record.leadsTo.name;
  }
  throw new Error(`The aliases of ${name} go round in circles`);
}
