/**
 * Runs one measurement in a process of its own, so that none finds the engine warmed up or cluttered by another, and what the handlers
 * log does not mix with the report.
 */
import { MEASUREMENTS, type MeasurementName } from './measurements.ts';

const [name = '', seed = '0'] = process.argv.slice(2);
process.send?.(await MEASUREMENTS[name as MeasurementName](Number(seed)), () => process.exit());
