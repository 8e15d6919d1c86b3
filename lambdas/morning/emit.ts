import type { MorningMetric } from './metrics.ts';

/** Where a morning's metrics go: one line of log, which metric filters read. */
export type Emit = (metrics: Partial<Record<MorningMetric, number>>) => void;

export const emitToLog: Emit = (metrics) => {
  process.stdout.write(`${JSON.stringify({ level: 'INFO', morning: metrics })}\n`);
};
