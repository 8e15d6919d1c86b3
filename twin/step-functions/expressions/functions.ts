import { randomUUID } from 'node:crypto';
import { hash, parse, partition, range } from './added-functions.ts';
import { seeded } from './seeded.ts';
import { formatted } from './time.ts';

/** Time and chance, so that a test decides both. */
export interface Chance {
  readonly nowMs: () => number;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
}

/**
 * The functions that Step Functions adds to JSONata, and those of JSONata that look at a clock, here at the machine's.
 * `$eval` is taken away, as on AWS, where `$parse` stands in for it.
 */
export function functionsAt({ nowMs, random }: Chance): Record<string, unknown> {
  const at = nowMs();
  return {
    partition,
    range,
    hash,
    parse,
    uuid: () => randomUUID(),
    random: (seed?: number) => (seed === undefined ? random() : seeded(seed)()),
    millis: () => at,
    now: (picture?: string, zone?: string) => formatted(at, picture, zone),
    eval: undefined,
  };
}
