import { type Command, Option } from 'commander';
import { answeringSite } from './answering.ts';
import { regionNamed } from './region-names.ts';
import { type Sites, sitesOf } from './sites.ts';
import { chooseWhere, type PlaceAsked } from './where.ts';

/** The options of every command that works on an environment. */
export const withPlace = (command: Command): Command =>
  command
    .addOption(
      new Option('--on <where>', 'the twin of this machine, or AWS; asked for when both are in reach')
        .choices(['twin', 'aws'])
        .env('PERMANENCE_ON'),
    )
    .option('--environment <name>', 'the environment that is meant (default: production, or that of the twin)')
    .option('--region <name>', 'this Region and no other one: paris, frankfurt or an AWS name', regionNamed);

/** The Regions in which a command may work. @throws Error when there is no twin and no AWS, UsageError when both are in reach */
export const sitesAsked = async (asked: PlaceAsked): Promise<Sites> =>
  sitesOf(await chooseWhere(asked, process.env), asked, process.env);

/** The nearest Region that answers, with its environment. */
export async function placeAsked(asked: PlaceAsked) {
  const sites = await sitesAsked(asked);
  return { sites, site: await answeringSite(sites) };
}
