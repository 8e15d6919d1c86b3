/** A rule of the backup plan: when it backs every table up, and by when the result must be there. */
export interface BackupRule {
  /** The rule's name in the plan. */
  rule: string;
  /** As the plan says it, in UTC: `cron(0 * * * ? *)`. Only minutes and hours may be anything but every day. */
  cron: string;
  /** Minutes after its time by which the recovery point must be in the Region's own vault. */
  due_minutes: number;
  /** Minutes after its time by which the copy must be in the other Region's tape; absent when the rule copies nothing. */
  copy_due_minutes?: number;
}

const HOUR_MS = 3_600_000;

function refused(cron: string): Error {
  return new Error(`${cron} is no schedule of every day: only minutes and hours may be given`);
}

/** The values one field of a schedule stands for: `*`, `5`, `0,30`, `0/15`. */
function valuesOf(field: string, limit: number, cron: string): Set<number> {
  const values = field.split(',').flatMap((part) => {
    const found = /^(?:(\*)|(\d{1,2}))(?:\/(\d{1,2}))?$/.exec(part);
    if (!found) throw refused(cron);
    const first = Number(found[2] ?? 0);
    const step = found[3] === undefined ? (found[1] ? 1 : limit) : Number(found[3]);
    if (first >= limit || step < 1) throw refused(cron);
    return Array.from({ length: Math.ceil((limit - first) / step) }, (_, index) => first + index * step);
  });
  return new Set(values);
}

/**
 * The times of a schedule after `from` and up to `to`, both in milliseconds since 1970, the earliest first.
 *
 * @throws Error when the schedule is not one of every day
 */
export function timesBetween(cron: string, from: number, to: number): number[] {
  const fields = /^cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)$/.exec(cron)?.slice(1) ?? [];
  const [minute = '', hour = '', ...days] = fields;
  if (days.length !== 4 || days.some((day) => day !== '*' && day !== '?')) throw refused(cron);
  const [minutes, hours] = [valuesOf(minute, 60, cron), valuesOf(hour, 24, cron)];
  const times: number[] = [];
  for (let at = Math.floor(from / HOUR_MS) * HOUR_MS; at <= to; at += HOUR_MS) {
    if (!hours.has(new Date(at).getUTCHours())) continue;
    times.push(...[...minutes].map((one) => at + one * 60_000).filter((time) => time > from && time <= to));
  }
  return times.sort((one, other) => one - other);
}
