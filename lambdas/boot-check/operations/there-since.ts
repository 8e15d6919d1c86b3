import type { EvidenceEntry } from '../../../domain/evidence/entry.ts';
import { TRAFFIC_KEY } from '../../../domain/traffic/traffic.ts';
import { EVIDENCE, keptEntry } from '../../shared/evidence-item.ts';
import type { Item } from '../../shared/ledger-item.ts';
import { firstLogged, type ThereSince } from '../absent.ts';
import { scanPages } from '../tables/scan.ts';
import { ifThere, type Work } from '../work.ts';

const TIMES = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;
const CHANGES_TRAFFIC: readonly string[] = ['failover', 'failback'];

/** The latest of all times that an item tells of itself. */
const latestTold: ThereSince = (item) =>
  [...JSON.stringify(item).matchAll(TIMES)]
    .map(([time]) => time)
    .toSorted()
    .at(-1);

/** When what is known of runs was said, as their evidence has it. */
class SaidTimes {
  readonly #first = new Map<string, string>();
  readonly #bySequence = new Map<string, string>();
  readonly #lastOfRun = new Map<string, string>();

  add({ runbook, sequence, run, time }: EvidenceEntry): void {
    if (sequence === 1) this.#first.set(runbook, time);
    this.#bySequence.set(`${runbook} ${sequence}`, time);
    this.#lastOfRun.set(run, time);
  }

  first = (runbook: string): string | undefined => this.#first.get(runbook);
  at = (runbook: string, sequence: string): string | undefined => this.#bySequence.get(`${runbook} ${sequence}`);
  lastOf = (run: string): string | undefined => this.#lastOfRun.get(run);
}

function entryOf(item: Item): EvidenceEntry | undefined {
  try {
    return JSON.parse(keptEntry(item).canonical) as EvidenceEntry;
  } catch {
    return undefined;
  }
}

async function saidTimes({ client, live }: Work): Promise<SaidTimes> {
  const said = new SaidTimes();
  if (live === undefined) return said;
  await ifThere(async () => {
    for await (const items of scanPages(client, { TableName: live }))
      for (const item of items.filter(({ pk }) => pk?.S?.startsWith(EVIDENCE))) {
        const entry = entryOf(item);
        if (entry !== undefined) said.add(entry);
      }
  });
  return said;
}

/**
 * Since when items of `operations` are there. What tells no time of its own belongs to a run: a mark was set before the entry that it
 * points at, a report is of a run that has ended, a lock and the traffic item are there since their runbook's first run.
 */
export async function operationsThereSince(work: Work): Promise<ThereSince> {
  const said = await saidTimes(work);
  const firstOf = (runbooks: readonly string[]) => runbooks.flatMap((one) => said.first(one) ?? []).toSorted()[0];
  const ofRun = (runbook: string, item: Item): string | undefined => {
    const [what, ...rest] = (item.sk?.S ?? '').split('#');
    if (what === 'AT') return said.at(runbook, item.sequence?.N ?? '');
    return what === 'REPORT' ? said.lastOf(rest.join('#')) : latestTold(item);
  };
  return (item) => {
    const [kind = '', ...rest] = (item.pk?.S ?? '').split('#');
    const name = rest.join('#');
    if (kind === 'EVIDENCE') return entryOf(item)?.time;
    if (kind === 'RUN') return ofRun(name, item);
    if (kind === 'LOCK') return firstOf([name]);
    if (kind === TRAFFIC_KEY) return firstOf(CHANGES_TRAFFIC);
    return firstLogged(item) ?? latestTold(item);
  };
}
