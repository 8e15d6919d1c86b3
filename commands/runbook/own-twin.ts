import type { Command } from 'commander';
import { count } from '../numbers.ts';
import type { OwnTwinAsked } from './own-twin-asked.ts';

/** The options of a twin of one's own. Only `--own-twin` starts one: a simulation that nobody asked for is no proof of anything. */
export const withOwnTwin = (command: Command): Command =>
  command
    .option('--own-twin', 'start a twin for it, fill it and back it up; needs Java and the development packages')
    .option('--entries <number>', 'entries of its ledger, at least (default: 100000)', count)
    .option('--forms <number>', 'its tax-free forms, at least (default: 2000)', count)
    .option('--hours <number>', 'hours of backups it has (default: 2)', count)
    .option('--seed <text>', 'its customers (default: restore-test)')
    .option('--now <time>', 'when it begins for all of its world, such as 2027-02-28T23:58:00Z (default: now)');

/** Runs it on a twin of its own. The simulator is loaded here and nowhere else: an operator on AWS needs none of it. */
export async function runOnOwnTwin(runbook: string, asked: OwnTwinAsked): Promise<number> {
  const { runsOnOwnTwin } = await import('../../twin/runbook/own-twin.ts');
  return runsOnOwnTwin(runbook, asked);
}
