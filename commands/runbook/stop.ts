import { sitesAsked } from '../place/options.ts';
import { shownRegion } from '../place/region-names.ts';
import type { PlaceAsked } from '../place/where.ts';
import { seenEverywhere } from './executions.ts';
import { stopRunbook } from './runbooks.ts';

const CAUSE = 'stopped by npm run runbook -- stop';

/** Stops what runs of a runbook, in every Region that answers. @returns the exit code: 1 when a Region could not be looked at */
export async function stop(runbook: string, asked: PlaceAsked): Promise<number> {
  const { seen, silent } = await seenEverywhere(await sitesAsked(asked), runbook, 1);
  let count = 0;
  for (const { site, ...deployed } of seen)
    for (const run of await stopRunbook(site.machines, deployed, CAUSE)) {
      console.log(`stopped in ${shownRegion(site.region)}: ${run}`);
      count++;
    }
  if (count === 0)
    console.log(
      `no run of ${runbook} is under way in ${seen.map(({ site }) => shownRegion(site.region)).join(' and ')}`,
    );
  return silent.length === 0 ? 0 : 1;
}
