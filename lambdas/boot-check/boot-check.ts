import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { Kind } from '../../domain/tables.ts';
import type { Environment } from '../shared/environment.ts';
import type { Unseal } from '../shared/keyring.ts';
import { cross } from './cross/cross.ts';
import { checkDevices } from './devices/part.ts';
import type { BOOT_CHECK_ENVIRONMENT } from './environment.ts';
import type {
  Companions,
  ConcludeAnswer,
  CrossAnswer,
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
import { closing, liveTables, reachOf } from './reach.ts';
import { segmentsOf } from './segments.ts';
import { serve } from './serve/serve.ts';
import type { Count } from './tally.ts';
import { merged } from './tally.ts';
import { checkTaxFreePart, planTaxFree } from './tax-free/part.ts';
import { bootCheckEvent } from './validated.ts';
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

/**
 * Checks whether restored tables would boot: whether every law holds in them and the real handlers serve on them.
 *
 * @throws InvalidEvent, NotRestored; OutcomeUnknown when the database does not answer: call again; or what DynamoDB answers
 */
export function createBootCheck({ environment, unseal, region, now, dynamodb = {} }: BootCheckDependencies) {
  const live = liveTables(environment);
  const { reads, writes, demandRestored } = reachOf(environment, dynamodb);

  function onSet(tables: RestoredSet, taken_at: string): Promise<CrossAnswer> {
    demandRestored(Object.values(tables));
    return closing(reads(Object.values(tables)), (client) =>
      cross({ client, tables, liveForms: live['tax-free'], taken_at }),
    );
  }

  function onShop(tables: RestoredSet): Promise<ServeAnswer> {
    demandRestored(Object.values(tables));
    return closing(writes(Object.values(tables)), (client) =>
      serve({ client, tables, unseal, region, operator: environment.OPERATOR, now }),
    );
  }

  function onTable<T>(restored: Restored, companions: Companions, step: (work: Work) => Promise<T> | T): Promise<T> {
    const { kind, table, taken_at, compare = true } = restored;
    const others = Object.values(companions);
    demandRestored([table, ...others].filter((name) => !Object.values(live).includes(name)));
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
