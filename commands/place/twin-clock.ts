import { twinVariables } from './twin-file.ts';

const OFFSET_VARIABLE = 'PERMANENCE_CLOCK_OFFSET_MS';

/**
 * A twin that was started with `--now` lives at another time, and what works on it has to live there too: identities are good for five
 * minutes. The twin's own module moves the clock, and is loaded for nothing else.
 */
export async function followTwinClock(variables: NodeJS.ProcessEnv): Promise<void> {
  const offset = twinVariables(variables)[OFFSET_VARIABLE];
  if (offset === undefined) return;
  process.env[OFFSET_VARIABLE] = offset;
  await import('../../twin/time/shifted-clock.ts');
}
