import { answeringSite } from '../place/answering.ts';
import { sitesAsked } from '../place/options.ts';
import { otherThan, regionNamed, shownRegion } from '../place/region-names.ts';
import type { PlaceAsked } from '../place/where.ts';
import { UsageError } from '../usage.ts';
import { followRun } from './follow.ts';
import { findRunbook, startRunbook } from './runbooks.ts';

export interface StartAsked extends PlaceAsked {
  readonly input: Record<string, unknown>;
  readonly json?: true;
  /** False with --no-follow. */
  readonly follow: boolean;
  /** AWS name of the Region that a failover leaves, or that a failback gives its traffic back. */
  readonly about?: string;
}

/** The option by which a runbook is told of which Region it is. */
const ABOUT: Readonly<Record<string, string>> = { failover: '--leave', failback: '--bring-back' };

/**
 * Input and place of a run. One that is about a Region runs in the other one, which is alive whatever became of the first.
 *
 * @throws UsageError when nothing says which Region is meant, or what is said contradicts itself
 */
export function placed(runbook: string, asked: StartAsked): { input: string; region: string | undefined } {
  const option = ABOUT[runbook];
  const { region, input } = asked;
  if (option === undefined) return { input: JSON.stringify(input), region };
  const named = typeof input.region === 'string' ? regionNamed(input.region) : undefined;
  const about = asked.about ?? named ?? (region && otherThan(region));
  if (about === undefined)
    throw new UsageError(`${runbook} needs to know which Region is meant, such as ${option} paris`);
  if (named !== undefined && named !== about) throw new UsageError(`${option} and the member region of --input differ`);
  const stays = otherThan(about);
  if (region !== undefined && region !== stays)
    throw new UsageError(`${runbook} of ${shownRegion(about)} runs in the other Region, not in ${shownRegion(region)}`);
  return { input: JSON.stringify({ ...input, region: about }), region: stays };
}

/** Starts a runbook in the nearest Region that answers, or where it belongs, and follows it. @returns the exit code */
export async function start(runbook: string, asked: StartAsked): Promise<number> {
  const { input, region } = placed(runbook, asked);
  const sites = await sitesAsked({ ...asked, ...(region === undefined ? {} : { region }) });
  const { machines, region: here } = await answeringSite(sites);
  const execution = await startRunbook(machines, await findRunbook(machines, sites.environment, runbook), input);
  console.log(`started in ${shownRegion(here)}: ${execution}`);
  if (!asked.follow) return 0;
  const { status: state, output, error, cause } = await followRun(machines, execution, console.log);
  if (state !== 'SUCCEEDED') {
    console.error([state, error, cause].filter(Boolean).join(': '));
    return 1;
  }
  console.log(asked.json ? JSON.stringify(JSON.parse(output)) : JSON.stringify(JSON.parse(output), null, 2));
  return 0;
}
