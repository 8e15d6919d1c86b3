import { measureBundle } from './bundle.ts';
import { measureGrowth } from './growth.ts';
import { measureHandlerTime } from './handler-time.ts';
import { measureRequests } from './requests.ts';
import { measureThroughput } from './throughput.ts';
import { measureVerification } from './verification.ts';

/** What is measured, by the name it has in the report; each is given the seed of the run. */
export const MEASUREMENTS = {
  requests: measureRequests,
  handler_time: measureHandlerTime,
  throughput: measureThroughput,
  bundle: measureBundle,
  growth: measureGrowth,
  verification: measureVerification,
};

export type MeasurementName = keyof typeof MEASUREMENTS;

export type Figures = { [Name in MeasurementName]: Awaited<ReturnType<(typeof MEASUREMENTS)[Name]>> };
