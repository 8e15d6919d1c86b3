import { figuresOf } from '../../../domain/evacuation/figures.ts';
import { type Outcome, type PersonAnswer, runScenario } from './scenario.ts';
import { type Served, seenOf, trafficAt, UNTOUCHED } from './traffic.ts';

export const FAULT_AT = '2026-11-24T03:59:00.000Z';
export const RUN = 'arn:aws:states:eu-west-3:000000000000:execution:failover:scenario';
const TOKENS = {
  ...{ RunsFunction: 'Runs', EvacuationFunction: 'Evacuation', SyntheticStoreFunction: 'Store' },
  ...{ FormSweeperFunction: 'Sweeper', OperationsTable: 'operations', Version: 'v1' },
  ...{ Region: 'eu-central-1', OtherRegion: 'eu-west-3' },
  ...{ Verifications: '3', ApprovalSeconds: '900', WithoutAnswer: 'abort' },
};

export interface Told extends Outcome {
  /** As the table has it in the end. */
  left: Served;
  /** What `end` was told. */
  verdict: unknown;
}

export type Input = Record<string, unknown>;
/** Answers by function and step that differ from the usual ones. */
export type Otherwise = Readonly<Record<string, (input: Input, n: number) => unknown>>;

export const EVIDENCE = {
  can_take_everything: true,
  refusals: [],
  gathered_at: '2026-11-24T04:00:01.000Z',
  facts: { canary: { ok: true }, other_canary: { ok: false } },
  traffic: seenOf(UNTOUCHED),
  heads: [{ till: 'WOL1', sequence: 4, token: 't' }],
};
export const SICK = { name: 'survivor-sick', says: 'the canary of eu-central-1 answered 503', stops: true };
export const round = (ok: boolean) => ({ ok, at: '2026-11-24T04:01:00.000Z', fared: [] });

const USUAL: Otherwise = {
  'Runs:begin': () => ({ started_at: '2026-11-24T04:00:00.000Z' }),
  'Runs:verified': () => ({ verified: true }),
  'Runs:note': () => ({ sequence: 2 }),
  'Runs:extend': () => ({ until: FAULT_AT }),
  'Runs:end': () => ({ sequence: 3 }),
  'Runs:report': () => ({ sequence: 4 }),
  'Evacuation:gather': ({ told }) => ({ ...EVIDENCE, fault_at: (told as { fault_at?: string }).fault_at ?? FAULT_AT }),
  'Evacuation:ask': () => ({}),
  'Evacuation:watch': () => ({ effective: true, lacks: [] }),
  'Evacuation:healthy': () => ({ healthy: false }),
  'Evacuation:compare': () => ({ basis: 'tills', known: 4, missing: [] }),
  'Evacuation:record': (input) =>
    figuresOf({ region: 'eu-central-1', ended_at: '2026-11-24T04:02:00.000Z', ...input } as never),
  Store: () => round(true),
  Sweeper: () => ({ due: 0, taken: 0, failed: 0, cutShort: false }),
};

export const yes = { output: { approved: true, by: 'camille' } };
export const DRILL = { mode: 'drill', fault_at: FAULT_AT };

/** Runs the machine against answers that are usual unless a test says otherwise. */
export async function failover(
  input: object,
  otherwise: Otherwise = {},
  person: PersonAnswer | 'silent' = yes,
  found?: Served,
  startMs?: number,
): Promise<Told> {
  const table = trafficAt(found);
  table.lock(RUN);
  const counts = new Map<string, number>();
  const outcome = await runScenario({
    file: 'failover',
    tokens: TOKENS,
    ...(startMs === undefined ? {} : { startMs }),
    input: { region: 'eu-west-3', ...input },
    answers: (resource, given) => {
      const name = 'step' in given ? `${resource}:${String(given.step)}` : resource;
      const n = counts.get(name) ?? 0;
      counts.set(name, n + 1);
      const usual = resource === 'dynamodb:updateItem' ? table.update : USUAL[name];
      return (otherwise[name] ?? usual)?.(given, n);
    },
    people: () => (person === 'silent' ? undefined : person),
  });
  const end = outcome.calls.findLast(({ input: given }) => (given as Input).step === 'end');
  return { ...outcome, left: table.now(), verdict: (end?.input as Input | undefined)?.verdict };
}

export const often = ({ path }: Outcome, state: string): number => path.filter((name) => name === state).length;
export const flapping =
  (...rounds: readonly boolean[]) =>
  (_: Input, n: number) =>
    round(n === 0 ? true : (rounds[n - 1] ?? rounds.at(-1) ?? false));
export const EVACUATED = { there: 'none', here: 'all', revision: 1, by: RUN };

/** A store buys well when evidence is gathered, then never here, and always in the Region that was left. */
export const soldOnlyThere = ({ ways }: Input, n: number) => round(n === 0 || String(ways) === 'other');
