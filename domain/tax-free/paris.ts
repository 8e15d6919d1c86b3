const OFFSET = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', timeZoneName: 'longOffset' });
const MINUTE_MS = 60_000;

/** Minutes that Paris is ahead of UTC at an instant: 60 in winter, 120 in summer. */
function offsetMinutes(instant: Date): number {
  const name = OFFSET.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /^GMT([+-])(\d{2}):(\d{2})$/.exec(name) ?? [];
  const ahead = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === '-' ? -ahead : ahead;
}

/** An instant as a clock in Paris shows it, ISO 8601 with its offset. */
export function parisTime(instant: Date): string {
  const ahead = offsetMinutes(instant);
  const local = new Date(instant.getTime() + ahead * MINUTE_MS).toISOString();
  return local.replace('Z', `+0${ahead / 60}:00`);
}

/** The date in Paris at an instant, which decides days and months of French tax law wherever the server stands. */
export const parisDate = (instant: Date): string => parisTime(instant).slice(0, 10);

/**
 * The first instant of a date in Paris, as ISO 8601 with offset. Clocks change at 01:00 UTC, never between a Paris midnight and the
 * UTC midnight after it, so the offset at the latter is the offset at the former.
 */
export function parisMidnight(date: string): string {
  const hours = offsetMinutes(new Date(`${date}T00:00:00Z`)) / 60;
  return `${date}T00:00:00+0${hours}:00`;
}
