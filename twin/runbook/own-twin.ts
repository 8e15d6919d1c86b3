import '../time/now-option.ts';
import type { OwnTwinAsked } from '../../commands/runbook/own-twin-asked.ts';
import { cloneOnOwnTwin } from './clone.ts';
import { isAllGood } from './figures.ts';
import { restoreTestOnOwnTwin } from './restore-test.ts';

const worldOf = ({ entries = 100_000, forms = 2_000, hours = 2, seed = 'restore-test' }: OwnTwinAsked) => ({
  entries,
  forms,
  hours,
  seed,
  onProgress: (line: string) => console.log(`· ${line}`),
});

interface Outcome {
  figures: object;
  isGood: boolean;
}

/** What can be done on a twin of one's own. */
const RUNS: Readonly<Record<string, (asked: OwnTwinAsked) => Promise<Outcome>>> = {
  'restore-test': async ({ region, input, ...own }) => {
    const regions = region === undefined ? [] : [region];
    const figures = await restoreTestOnOwnTwin({ ...worldOf({ ...own, input }), regions, input });
    return { figures, isGood: isAllGood(figures) };
  },
  'clone-environment': async ({ region, input, ...own }) => {
    const where = region === undefined ? {} : { region };
    const figures = await cloneOnOwnTwin({ ...worldOf({ ...own, input }), ...where, input });
    return { figures, isGood: figures.health === 200 };
  },
};

/** Starts a twin, fills it, takes its backups by the plan and runs a runbook on them. @returns the exit code */
export async function runsOnOwnTwin(runbook: string, asked: OwnTwinAsked): Promise<number> {
  const run = RUNS[runbook];
  if (run === undefined)
    throw new Error(`${runbook} does not run on a twin of its own; ${Object.keys(RUNS).join(', ')} do`);
  const { figures, isGood } = await run(asked);
  console.log(asked.json ? JSON.stringify(figures) : JSON.stringify(figures, null, 2));
  return isGood ? 0 : 1;
}
