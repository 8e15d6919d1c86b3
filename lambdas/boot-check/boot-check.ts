import type { DynamoDBClient, DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { OutcomeUnknown } from '../shared/deadline.ts';
import { IMPATIENT } from '../shared/dynamodb.ts';
import type { Environment } from '../shared/environment.ts';
import type { Unseal } from '../shared/keyring.ts';
import { cross } from './cross/cross.ts';
import { checkDevices } from './devices/part.ts';
import type { BOOT_CHECK_ENVIRONMENT } from './environment.ts';
import type {
  Companions,
  ConcludeAnswer,
  CrossAnswer,
  Kind,
  Part,
  PartAnswer,
  PlanAnswer,
  Restored,
  RestoredSet,
  ServeAnswer,
  Tally,
} from './events.ts';
import { checkLedgerPart } from './ledger/part.ts';
import { planLedger } from './ledger/plan.ts';
import { checkOperations } from './operations/part.ts';
import { segmentsOf } from './segments.ts';
import { serve } from './serve/serve.ts';
import { PATIENT, reaching } from './tables/client.ts';
import type { Count } from './tally.ts';
import { merged } from './tally.ts';
import { checkTaxFreePart, planTaxFree } from './tax-free/part.ts';
import { bootCheckEvent, NotRestored } from './validated.ts';
import type { Work } from './work.ts';

export interface BootCheckDependencies {
  environment: Environment<typeof BOOT_CHECK_ENVIRONMENT>;
  unseal: Unseal;
  region: string;
  now(): Date;
  /** Where DynamoDB is; as the SDK finds it when not given. */
  dynamodb?: DynamoDBClientConfig;
}

type Answer = PlanAnswer | PartAnswer | ConcludeAnswer | CrossAnswer | ServeAnswer;

/** Tables of a clone, whose names nobody else may use. */
const CLONE_PREFIX = 'permanence-clone-';

const PLANS: Readonly<Record<Kind, (work: Work) => Promise<Part[]> | Part[]>> = {
  ledger: planLedger,
  'tax-free': planTaxFree,
  devices: () => segmentsOf(1),
  operations: () => segmentsOf(1),
};

const CHECKS: Readonly<Record<Kind, (work: Work, part: Part) => Promise<Count>>> = {
  ledger: checkLedgerPart,
  'tax-free': checkTaxFreePart,
  devices: checkDevices,
  operations: checkOperations,
};

function conclude(tallies: readonly Tally[], table: string): ConcludeAnswer {
  const { findings, findings_count, ...sums } = merged(tallies);
  const differs = sums.compared && findings_count === 0 && sums.digest !== sums.live_digest;
  const found = differs
    ? [{ law: 'digest-differs', item: table, says: 'the live table holds something else' }]
    : findings;
  const count = differs ? 1 : findings_count;
  return { boots: count === 0, findings: found, findings_count: count, ...sums };
}

/** Errors of the database that pass by themselves, once the client gave up on them: the state machine calls again later. */
function isPassing(error: unknown): boolean {
  const { name, code, $metadata } = error as Error & { code?: string; $metadata?: { httpStatusCode?: number } };
  const isThrottled = /Throttl|Throughput|RequestLimit/.test(name);
  return (
    isThrottled || name === 'TimeoutError' || code?.startsWith('E') === true || ($metadata?.httpStatusCode ?? 0) >= 500
  );
}

async function closing<T>(client: DynamoDBClient, work: (client: DynamoDBClient) => Promise<T>): Promise<T> {
  try {
    return await work(client);
  } catch (error) {
    throw isPassing(error) ? new OutcomeUnknown('the database did not answer', { cause: error }) : error;
  } finally {
    client.destroy();
  }
}

/**
 * Checks whether restored tables would boot: whether every law holds in them and the real handlers serve on them.
 *
 * @throws InvalidEvent, NotRestored; OutcomeUnknown when the database does not answer: call again; or what DynamoDB answers
 */
export function createBootCheck({ environment, unseal, region, now, dynamodb = {} }: BootCheckDependencies) {
  const live: RestoredSet = {
    ledger: environment.LEDGER_TABLE,
    'tax-free': environment.TAX_FREE_TABLE,
    devices: environment.DEVICES_TABLE,
    operations: environment.OPERATIONS_TABLE,
  };
  const liveTables = Object.values(live);

  function isRestored(table: string): boolean {
    const begins = [environment.RESTORED_PREFIX, CLONE_PREFIX].some((prefix) => table.startsWith(prefix));
    return begins && !liveTables.includes(table);
  }

  function demandRestored(tables: readonly string[]): void {
    const other = tables.find((table) => !isRestored(table));
    if (other !== undefined) throw new NotRestored(`${other} is no restored table`);
  }

  const reads = (tables: readonly string[]): DynamoDBClient =>
    reaching({ reads: [...tables, ...liveTables], writes: [] }, { ...PATIENT, ...dynamodb });

  function onSet(tables: RestoredSet, taken_at: string): Promise<CrossAnswer> {
    demandRestored(Object.values(tables));
    return closing(reads(Object.values(tables)), (client) =>
      cross({ client, tables, liveForms: live['tax-free'], taken_at }),
    );
  }

  function onShop(tables: RestoredSet): Promise<ServeAnswer> {
    demandRestored(Object.values(tables));
    const config = { maxAttempts: 1, requestHandler: IMPATIENT, ...dynamodb };
    return closing(reaching({ reads: [], writes: Object.values(tables) }, config), (client) =>
      serve({ client, tables, unseal, region, operator: environment.OPERATOR, now }),
    );
  }

  function onTable<T>(restored: Restored, companions: Companions, step: (work: Work) => Promise<T> | T): Promise<T> {
    const { kind, table, taken_at, compare = true } = restored;
    const others = Object.values(companions);
    demandRestored([table, ...others].filter((name) => !liveTables.includes(name)));
    return closing(reads([table, ...others]), async (client) =>
      step({
        client,
        table,
        taken_at,
        live: compare ? live[kind] : undefined,
        beside: (other) => companions[other] ?? live[other],
      }),
    );
  }

  return async (raw: unknown): Promise<Answer> => {
    const event = bootCheckEvent(raw);
    switch (event.step) {
      case 'plan':
        return { parts: await onTable(event, {}, PLANS[event.kind]) };
      case 'part': {
        const { part, kind, companions = {} } = event;
        return { tally: (await onTable(event, companions, (work) => CHECKS[kind](work, part))).tally() };
      }
      case 'conclude':
        return conclude(event.tallies, event.table);
      case 'cross':
        return onSet(event.tables, event.taken_at);
      case 'serve':
        return onShop(event.tables);
    }
  };
}
