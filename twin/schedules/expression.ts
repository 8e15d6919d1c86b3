/** Says of a minute whether a schedule runs in it. */
export type Schedule = (minute: Minute) => boolean;

/** A minute as a schedule sees it. */
export interface Minute {
  /** Whole minutes since the schedule began: 0 for its first. */
  readonly since: number;
  /** When it begins. */
  readonly at: Date;
}

const UNIT_MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1440 };

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

interface Field {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  /** Names of its values, the first one's first. */
  readonly names?: readonly string[];
  readonly of: (local: Date) => number;
}

/** The six fields of `cron(…)` in their order. `local` carries the time of the schedule's zone in its UTC fields. */
const FIELDS: readonly Field[] = [
  { name: 'minutes', first: 0, last: 59, of: (local) => local.getUTCMinutes() },
  { name: 'hours', first: 0, last: 23, of: (local) => local.getUTCHours() },
  { name: 'day of month', first: 1, last: 31, of: (local) => local.getUTCDate() },
  { name: 'month', first: 1, last: 12, names: MONTHS, of: (local) => local.getUTCMonth() + 1 },
  { name: 'day of week', first: 1, last: 7, names: WEEKDAYS, of: (local) => local.getUTCDay() + 1 },
  { name: 'year', first: 1970, last: 2199, of: (local) => local.getUTCFullYear() },
];

/** Place of the hours among the fields. */
const HOURS = 1;
const HOURS_A_DAY = 24;
const HOUR_MS = 3_600_000;

const RATE = /^rate\(([1-9]\d*) (minute|hour|day)s?\)$/;

/** Whether a schedule counts from its beginning, instead of going by the clock. */
export const isRate = (expression: string): boolean => RATE.test(expression);

/**
 * Reads `rate(5 minutes)` or `cron(0 3 * * ? *)` (Amazon EventBridge User Guide, "Schedule types").
 *
 * @param zone IANA name of the time zone in which `cron` counts
 * @throws Error naming the expression, when it is neither, or uses `L`, `W` or `#`, which nothing here needs
 */
export function scheduleOf(expression: string, zone = 'UTC'): Schedule {
  const [, count, unit = ''] = RATE.exec(expression) ?? [];
  if (count !== undefined) return every(Number(count) * (UNIT_MINUTES[unit] ?? 1));
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1]?.split(/ +/) ?? [];
  if (fields.length !== FIELDS.length) throw new Error(`${expression} is no schedule that the twin knows`);
  const values = FIELDS.map((field, i) => valuesOf(field, fields[i] ?? '', expression));
  const isEveryHour = values[HOURS]?.size === HOURS_A_DAY;
  return ({ at }) => {
    const local = localTime(at, zone);
    return FIELDS.every(({ of }, i) => values[i]?.has(of(local)) ?? false) && (isEveryHour || !isRepeated(at, zone));
  };
}

/**
 * Whether the zone's clock has shown this time already, an hour before: what runs at an hour of the day runs once in the night in which clocks go
 * back, and not at all at an hour that they skip (EventBridge Scheduler User Guide, "Daylight savings time").
 */
const isRepeated = (at: Date, zone: string): boolean =>
  localTime(new Date(at.getTime() - HOUR_MS), zone).getTime() === localTime(at, zone).getTime();

/** The first run comes one interval after the beginning, as AWS counts from when the rule was made. */
const every =
  (minutes: number): Schedule =>
  ({ since }) =>
    since > 0 && since % minutes === 0;

function valuesOf(field: Field, text: string, expression: string): Set<number> {
  const found = new Set<number>();
  for (const part of text.split(',')) {
    const [, range = '', step = '1'] = /^([^/]+)(?:\/([1-9]\d*))?$/.exec(part) ?? [];
    const [from, to] = rangeOf(field, range, part.includes('/'));
    if (!(from >= field.first && to <= field.last && from <= to))
      throw new Error(`${text} is no ${field.name} that the twin knows, in ${expression}`);
    for (let value = from; value <= to; value += Number(step)) found.add(value);
  }
  return found;
}

/** `*` and `?` are all values; one value with a step goes on to the last. */
function rangeOf(field: Field, text: string, hasStep: boolean): [from: number, to: number] {
  if (text === '*' || text === '?') return [field.first, field.last];
  const [from = '', to] = text.split('-');
  const first = numberOf(field, from);
  return [first, to === undefined ? (hasStep ? field.last : first) : numberOf(field, to)];
}

function numberOf({ first, names = [] }: Field, text: string): number {
  const named = names.indexOf(text.toUpperCase());
  if (named >= 0) return first + named;
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

/** The wall clock of a zone, as if it were UTC. */
function localTime(at: Date, zone: string): Date {
  if (zone === 'UTC') return at;
  return new Date(`${at.toLocaleString('sv-SE', { timeZone: zone }).replace(' ', 'T')}Z`);
}
