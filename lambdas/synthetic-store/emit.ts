import type { Fared, Visited } from './synthetic-store.ts';

/** What alarms look at, by its name in the line. */
type Numbers = Record<string, number>;

const bad = (is: boolean): number => (is ? 1 : 0);

/** Of a Region that was left nothing is news: neither that it fails nor that it is slow. */
function ofOther({ fared, other_left, other_writes = true }: Visited): Numbers {
  const other = fared.find(({ way }) => way === 'other');
  if (other === undefined) return {};
  const pace: Numbers = other_left || !other.ok ? {} : { other_slow_ms: other.took_ms };
  return { ...pace, other_lost: bad(!other_left && !other.ok), other_mute: bad(!other_left && !other_writes) };
}

const ofWay = ({ way, ok, took_ms }: Fared): Numbers => ({ [way]: bad(!ok), [`${way}_ms`]: took_ms });

/**
 * The line of log of a visit. Metric filters take the numbers of `synthetic`: `<way>` (0 well, 1 not) and `<way>_ms`, and of the other
 * Region, while nobody left it on purpose, `other_lost` and `other_mute` (its canary cannot write; 0 well, 1 not) and `other_slow_ms`.
 * `lib/detection-alarms.ts` names the same. A runbook's verification is no watch, and its numbers are named apart.
 */
export function lineOf(visited: Visited, as: 'watch' | 'verify') {
  const numbers: Numbers = Object.assign({}, ...visited.fared.map(ofWay), ofOther(visited));
  const failed = visited.fared.flatMap(({ way, steps }) =>
    steps.filter((step) => !step.ok).map((step) => ({ way, ...step })),
  );
  const level = visited.ok ? 'INFO' : 'WARN';
  return { level, [as === 'watch' ? 'synthetic' : 'verification']: numbers, failed };
}
