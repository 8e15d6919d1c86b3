import type { Figures } from './measurements.ts';

/** A figure beside the goal it has to meet. */
export interface Judged {
  goal: string;
  value: number;
  limit: number;
  met: boolean;
}

const atMost = (goal: string, value: number, limit: number): Judged => ({ goal, value, limit, met: value <= limit });
const atLeast = (goal: string, value: number, limit: number): Judged => ({ goal, value, limit, met: value >= limit });

/** Latency at the longest chain may be this many times that of the shortest: what a busy machine makes of "flat". */
const FLAT = 1.15;

const KB = 1024;

const GOALS: { [Name in keyof Figures]: (figure: Figures[Name]) => Judged[] } = {
  requests: ({ ours: { checkout, replay } }) => [
    atMost('requests per checkout', checkout.requests, 1),
    atMost('requests per replay', replay.requests, 1),
    atMost('write units per checkout', checkout.write_units, 1),
    atMost('write units per replay', replay.write_units, 1),
    atMost('read units per checkout and replay', checkout.read_units + replay.read_units, 0),
  ],
  throughput: (figures) =>
    figures.flatMap(({ clients, throughput_ratio, p99_ratio }) => [
      atLeast(`throughput by the baseline's, ${clients} clients`, throughput_ratio, 2.5),
      atMost(`p99 by the baseline's, ${clients} clients`, p99_ratio, 0.5),
    ]),
  handler_time: ({ token_verified }) => [atMost('handler with signatures, median µs', token_verified.p50_us, 150)],
  bundle: ({ start_bytes, load_ratio }) => [
    atMost('bytes a cold start loads', start_bytes, 350 * KB),
    atMost("module load by the bare client's", load_ratio, 1.1),
  ],
  growth: (figures) => [atMost('checkout on the longest chain by the shortest', figures.at(-1)?.ratio ?? 0, FLAT)],
  verification: ({ entries_per_core_s }) => [atLeast('entries verified a second and core', entries_per_core_s, 10_000)],
};

/** Every goal whose figure was measured in this run. Source: the figures asked of this project. */
export function judge(figures: Partial<Figures>): Judged[] {
  const judged = <Name extends keyof Figures>(name: Name): Judged[] => {
    const figure = figures[name];
    return figure === undefined ? [] : GOALS[name](figure);
  };
  return (Object.keys(GOALS) as (keyof Figures)[]).flatMap((name) => judged(name));
}
