import { KINDS, type Kind } from '../../domain/tables.ts';
import type { BootCheckEvent, Companions, Part, RestoredSet, Tally } from './events.ts';

/** The event says nothing that can be done. */
class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';
}

/** A table that is neither restored nor a clone: nothing is ever run on it. */
export class NotRestored extends Error {
  override readonly name = 'NotRestored';
}

const TABLE = /^[A-Za-z0-9_.-]{3,255}$/;

type Raw = Record<string, unknown>;
const isObject = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);

function demand(isRight: boolean, says: string): asserts isRight {
  if (!isRight) throw new InvalidEvent(says);
}

function kindOf({ kind }: Raw): Kind {
  const known = KINDS.find((one) => one === kind);
  demand(known !== undefined, `kind is one of ${KINDS.join(', ')}`);
  return known;
}

const isTable = (value: unknown): value is string => typeof value === 'string' && TABLE.test(value);

function instantOf({ taken_at }: Raw): string {
  demand(typeof taken_at === 'string' && !Number.isNaN(Date.parse(taken_at)), 'taken_at is an ISO 8601 time');
  return taken_at;
}

function restoredOf(event: Raw) {
  demand(isTable(event.table), 'table is the name of a restored table');
  return {
    kind: kindOf(event),
    table: event.table,
    taken_at: instantOf(event),
    ...(event.compare === false ? { compare: false } : {}),
  };
}

function setOf({ tables }: Raw): RestoredSet {
  demand(
    isObject(tables) && KINDS.every((kind) => isTable(tables[kind])),
    `tables names one table for each of ${KINDS.join(', ')}`,
  );
  return tables as unknown as RestoredSet;
}

function companionsOf({ companions }: Raw): { companions?: Companions } {
  if (companions === undefined || companions === null) return {};
  demand(isObject(companions) && Object.values(companions).every(isTable), 'companions names tables by their kind');
  return { companions: companions as Companions };
}

/** @throws InvalidEvent naming what is missing */
export function bootCheckEvent(event: unknown): BootCheckEvent {
  demand(isObject(event), 'the event is an object');
  const { step, part, tallies } = event;
  if (step === 'plan') return { step, ...restoredOf(event) };
  if (step === 'serve' || step === 'cross') return { step, tables: setOf(event), taken_at: instantOf(event) };
  if (step === 'part') {
    demand(isObject(part), 'part is one of those that plan answered');
    return { step, ...restoredOf(event), part: part as Part, ...companionsOf(event) };
  }
  demand(step === 'conclude', 'step is one of plan, part, conclude, cross, serve');
  demand(Array.isArray(tallies) && tallies.every(isObject), 'tallies are those that the parts answered');
  return { step, ...restoredOf(event), tallies: tallies as unknown as Tally[] };
}
