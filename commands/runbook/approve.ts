import { userInfo } from 'node:os';
import { answeringSite } from '../place/answering.ts';
import { sitesAsked } from '../place/options.ts';
import { shownRegion } from '../place/region-names.ts';
import type { Site, Sites } from '../place/sites.ts';
import type { PlaceAsked } from '../place/where.ts';
import { UsageError } from '../usage.ts';
import { answerQuestion, type Question, questionOf } from './approvals.ts';
import { MOST_RUNNING, newestFirst, regionOfRun, seenEverywhere } from './executions.ts';

export interface ApproveAsked extends PlaceAsked {
  /** Only look. */
  readonly show?: true;
  readonly refuse?: true;
  /** Who answers; goes into the evidence of the run. */
  readonly by?: string;
}

/** A run that may wait for an answer, with the Region in which it can be given. */
interface Waiting {
  readonly run: string;
  readonly site: Site;
}

/** The run that is named, or all that are under way of a runbook, in every Region that answers. */
async function waiting(sites: Sites, named: string): Promise<Waiting[]> {
  if (named.includes(':execution:')) {
    const site = sites.sites.find(({ region }) => region === regionOfRun(named));
    if (site === undefined) throw new UsageError(`${named} is of a Region that this command does not use`);
    return [{ run: named, site }];
  }
  const { seen } = await seenEverywhere(sites, named, MOST_RUNNING);
  return newestFirst(seen).flatMap(({ status, executionArn, site }) =>
    status === 'RUNNING' && executionArn ? [{ run: executionArn, site }] : [],
  );
}

interface Open {
  readonly question: Question;
  readonly site: Site;
}

/** Runs live in their Region; what they ask is in a strong table, which every Region that answers can read. */
async function openQuestions(sites: Sites, named: string): Promise<Open[]> {
  const [runs, { dynamodb }] = await Promise.all([waiting(sites, named), answeringSite(sites)]);
  const table = `permanence-${sites.environment}-operations`;
  const found = await Promise.all(
    runs.map(async ({ run, site }) => ({ site, question: await questionOf(dynamodb, table, run) })),
  );
  return found.flatMap(({ site, question }) => (question === undefined ? [] : [{ site, question }]));
}

/** What a run asks, as lines: the evidence it gathered is JSON, one member a line. */
function wordsOf({ says }: Question): string {
  try {
    const members = Object.entries(JSON.parse(says) as Record<string, unknown>);
    return members
      .map(([name, value]) => `  ${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
      .join('\n');
  } catch {
    return says;
  }
}

function show({ site, question }: Open): void {
  const { run, until, leaves } = question;
  const what = leaves === '' ? 'go on' : `leave ${shownRegion(leaves)}`;
  console.log(`${shownRegion(site.region)} asks whether to ${what}\n${wordsOf(question)}`);
  console.log(`waits until ${until}${new Date(until) < new Date() ? ', which is over' : ''}\nrun ${run}`);
}

/** Shows what a run asks a person, and answers it unless only asked to show it. @returns the exit code: 1 when nothing waits */
export async function approve(named: string, asked: ApproveAsked): Promise<number> {
  const { refuse = false, by = userInfo().username } = asked;
  const open = await openQuestions(await sitesAsked(asked), named);
  for (const one of open) show(one);
  const [first, ...others] = open;
  if (first === undefined) {
    console.log(`no run of ${named} waits for an answer. See what runs: npm run runbook -- status`);
    return 1;
  }
  if (asked.show) return 0;
  if (others.length > 0)
    throw new UsageError('several runs wait: name one by its ARN, as npm run runbook -- approve ARN');
  await answerQuestion(first.site.machines, first.question, { approved: !refuse, by });
  console.log(`${refuse ? 'refused' : 'approved'} by ${by}`);
  return 0;
}
