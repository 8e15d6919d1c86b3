/** The times of the Amazon States Language: RFC 3339 with capital T and Z. */
const RFC_3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-][01]\d:[0-5]\d)$/;

/** Whether it is a time of the calendar: JavaScript turns the 30th of February into a day of March. */
export function isTime(text: string): boolean {
  const [, local = ''] = RFC_3339.exec(text) ?? [];
  const at = Date.parse(`${local}Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(local) && !Number.isNaN(Date.parse(text));
}
