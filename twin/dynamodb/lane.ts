import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { objectOf } from '../assembly/json.ts';
import type { TablePlan } from '../assembly/plan.ts';
import { bodyOf } from '../http.ts';
import { type Distance, roundTripMs } from './distance.ts';
import { replicatedWriteConflict, sendError, throttled, unavailable } from './errors.ts';
import { type Fault, FaultDice, type Faults, NO_FAULTS } from './faults.ts';
import { type Answer, type Forwarder, forwarderTo } from './forward.ts';
import type { InFlightWrites } from './in-flight.ts';
import { type KeyNames, type Operation, operationOf } from './operations.ts';
import { refusalOf } from './refusals.ts';
import { SettingsFront } from './settings/front.ts';
import type { SettingsStore } from './settings/store.ts';

/** Told of every request that is taken, with the fault that it will meet, before anything becomes of it. */
export type Observe = (region: string, operation: Operation, fault: Fault | undefined) => void;

/** What a link needs to know. */
export interface LaneOptions {
  /** AWS name of the Region whose requests it carries. */
  readonly region: string;
  /** Where DynamoDB Local answers. */
  readonly endpoint: string;
  readonly tables: readonly TablePlan[];
  /** Shared by the links of all Regions. */
  readonly inFlight: InFlightWrites;
  readonly distance: Distance;
  readonly seed: string;
  readonly observe?: Observe;
  /** What DynamoDB Local does not keep of the tables, shared by the links of all Regions; not answered without it. */
  readonly settings?: SettingsStore;
}

interface State {
  readonly isolated: boolean;
  readonly down: boolean;
  readonly extraMs: number;
  readonly faults: Faults;
}

const HEALTHY: State = { isolated: false, down: false, extraMs: 0, faults: NO_FAULTS };

/** Carries the requests of one Region to DynamoDB, over its distance and through its faults. */
export class Lane {
  readonly happened: Record<Fault, number> = { ...NO_FAULTS };
  readonly #options: LaneOptions;
  readonly #tables: ReadonlyMap<string, TablePlan>;
  readonly #keys: KeyNames;
  readonly #dice: FaultDice;
  readonly #database: Forwarder;
  readonly #front: SettingsFront | undefined;
  readonly #unanswered = new Set<ServerResponse>();
  #state = HEALTHY;

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#tables = new Map(options.tables.map((table) => [table.name, table]));
    this.#keys = new Map(options.tables.map((table) => [table.name, keyNames(table)]));
    this.#dice = new FaultDice(`${options.seed}/${options.region}`);
    this.#database = forwarderTo(options.endpoint);
    if (options.settings) this.#front = new SettingsFront(options.region, options.settings, this.#database);
  }

  /** Changes what is said, leaves the rest. */
  set(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
  }

  /** Requests that were swallowed stay unanswered: their connections break, as they do when a network comes back. */
  heal(): void {
    this.#state = { ...HEALTHY, down: this.#state.down };
    for (const response of this.#unanswered) response.destroy();
  }

  /** Gives its connections up. */
  close(): void {
    this.#database.close();
  }

  /** Answers one request, or leaves it without an answer. */
  async carry(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.#state.down) return void response.destroy();
    try {
      const body = (await bodyOf(request)) ?? Buffer.alloc(0);
      const operation = operationOf(String(request.headers['x-amz-target']), parsed(body), this.#keys);
      await this.#answer(operation, request, body, response);
    } catch (error) {
      if (!response.headersSent) sendError(response, unavailable(String(error)));
    }
  }

  async #answer(operation: Operation, request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    const refusal = refusalOf(operation, this.#options.region, this.#tables);
    if (refusal) return sendError(response, refusal);
    const cutOff = this.#cutOff(operation);
    const fault = cutOff ? undefined : this.#fault(operation);
    this.#options.observe?.(this.#options.region, operation, fault);
    if (cutOff) return this.#swallow(response);
    if (fault === 'reset') return void response.destroy();
    if (fault === 'throttle') return sendError(response, throttled());
    if (fault === 'conflict') return sendError(response, replicatedWriteConflict());
    const items = this.#isStrong(operation) ? operation.written : [];
    if (!this.#options.inFlight.begin(this.#options.region, items))
      return sendError(response, replicatedWriteConflict());
    await this.#travel(operation);
    const answer = await this.#commit(operation, request, body, items);
    if (!answer) return this.#swallow(response);
    if (fault !== 'dropAnswer') await this.#travel(operation);
    const isLost = fault === 'dropAnswer' || this.#state.down;
    if (!isLost && !this.#cutOff(operation)) return handOver(answer, response);
    if (answer.body instanceof Readable) answer.body.resume();
    if (isLost) response.destroy();
    else this.#swallow(response);
  }

  /** The database's answer; `undefined` when the Region was cut off on the way there, so that nothing was done. */
  async #commit(
    operation: Operation,
    { url = '/', headers }: IncomingMessage,
    body: Buffer,
    items: readonly string[],
  ): Promise<Answer<Buffer | Readable> | undefined> {
    try {
      if (this.#cutOff(operation)) return undefined;
      return await (this.#front?.carry({ operation, path: url, headers, body }) ??
        this.#database.pass(url, headers, body));
    } finally {
      this.#options.inFlight.end(this.#options.region, items);
    }
  }

  /** Half the way: the item is committed in the middle of the round trip, so a Region can die on either side of it. */
  async #travel({ kind, ...operation }: Operation): Promise<void> {
    const far = this.#isStrong({ kind, ...operation }) ? roundTripMs(this.#options.distance, kind) : 0;
    const ms = (far + this.#state.extraMs) / 2;
    if (ms > 0) await sleep(ms);
  }

  #cutOff(operation: Operation): boolean {
    const needsOthers = operation.kind === 'write' || operation.kind === 'strong-read';
    return this.#state.isolated && needsOthers && this.#isStrong(operation);
  }

  #isStrong({ tables }: Operation): boolean {
    return tables.some((name) => this.#tables.get(name)?.strong);
  }

  #fault(operation: Operation): Fault | undefined {
    if (operation.kind === 'control') return undefined;
    const item =
      operation.written[0] ?? `${operation.name} ${operation.tables[0]} ${JSON.stringify(operation.body.Key ?? '')}`;
    const fault = this.#dice.next(this.#state.faults, item, operation.kind === 'write');
    if (fault) this.happened[fault] += 1;
    return fault;
  }

  #swallow(response: ServerResponse): void {
    this.#unanswered.add(response);
    response.once('close', () => this.#unanswered.delete(response));
  }
}

/** Answers as the database did. Pages of many hundred kilobytes go through as they come. */
async function handOver({ status, headers, body }: Answer<Buffer | Readable>, response: ServerResponse): Promise<void> {
  response.writeHead(status, headers);
  if (body instanceof Readable) await pipeline(body, response);
  else response.end(body);
}

function keyNames({ definition }: TablePlan): string[] {
  return ((definition.KeySchema ?? []) as { AttributeName: string }[]).map(({ AttributeName }) => AttributeName);
}

function parsed(body: Buffer): ReturnType<typeof objectOf> {
  try {
    return objectOf(JSON.parse(body.toString('utf8')));
  } catch {
    return {};
  }
}
