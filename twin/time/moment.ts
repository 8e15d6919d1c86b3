const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(?<offset>Z|[+-]\d{2}:\d{2})$/;

const MINUTE_MS = 60_000;

/** Minutes that a place with that offset is ahead of UTC. */
function minutesAhead(offset: string): number {
  if (offset === 'Z') return 0;
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number);
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/**
 * Reads a moment as somebody types it: ISO 8601 with an offset; the seconds may be left out.
 * @throws Error that says what is allowed, when it is none, or none of the calendar
 */
export function momentOf(text: string, name: string): Date {
  const { offset } = FORM.exec(text)?.groups ?? {};
  const at = new Date(text);
  const local = offset === undefined ? Number.NaN : at.getTime() + minutesAhead(offset) * MINUTE_MS;
  // 30 February is read as 2 March.
  const isOfCalendar = !Number.isNaN(local) && new Date(local).toISOString().startsWith(text.slice(0, 16));
  if (isOfCalendar) return at;
  throw new Error(`${name}: expected a time with its offset, such as 2027-02-28T23:58:00Z; found '${text}'.`);
}
