import type { Twin } from '../../supervisor/twin.ts';
import type { RegionFault } from '../region-loss.ts';

/** How a Region is lost. */
export const LOSE: Readonly<Record<RegionFault, (twin: Twin, region: string) => Promise<void>>> = {
  kill: (twin, region) => twin.kill(region),
  isolate: async (twin, region) => twin.isolate(region),
};
