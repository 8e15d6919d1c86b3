import type { Visited } from './synthetic-store.ts';

/**
 * One line of log a visit. Metric filters take `$.synthetic.<way>` (0 well, 1 not), `$.synthetic.<way>_ms` and `$.synthetic.other_lost`
 * (the other Region fails, and nobody left it on purpose) of it; `lib/detection-alarms.ts` names the same.
 */
export function emitToLog({ ok, fared, other_left }: Visited): void {
  const ways = fared.flatMap((one): [string, number][] => [
    [one.way, one.ok ? 0 : 1],
    [`${one.way}_ms`, one.took_ms],
  ]);
  const failed = fared.flatMap(({ way, steps }) => steps.filter((step) => !step.ok).map((step) => ({ way, ...step })));
  const isLost = !other_left && fared.some((one) => one.way === 'other' && !one.ok);
  const synthetic = { ...Object.fromEntries(ways), other_lost: isLost ? 1 : 0 };
  process.stdout.write(`${JSON.stringify({ level: ok ? 'INFO' : 'WARN', synthetic, failed })}\n`);
}
