/** Runs one measurement in a process of its own, so that none finds the engine warmed up or cluttered by another. */
import { measureRequests } from './requests.ts';

const MEASUREMENTS = {
  requests: measureRequests,
};

const [name = '', seed = '0'] = process.argv.slice(2);
const measure = MEASUREMENTS[name as keyof typeof MEASUREMENTS];
process.send?.(await measure(Number(seed)));
process.disconnect?.();
