import type { Observe } from '../../dynamodb/lane.ts';

/** Requests for transitions, whatever became of them: tries that met another state and repeats after a fault are among them. */
export interface Sent {
  sent: number;
  /** Those that a fault of the link hit, so that each of them had to be sent once more. */
  hit: number;
}

/** Whose messages come until we acknowledge them, so that one of them can come twice. */
const THEY: ReadonlySet<string> = new Set(['customs', 'acquirer']);

/** Whether customs or the acquirer tell what a transition writes down. */
export const isTold = (by: string): boolean => THEY.has(by);

/** Who makes the transition that a request is to write: the last line that it puts into a form's log. */
function madeBy(values: Readonly<Record<string, unknown>>): string {
  const lines = Object.values(values).flatMap((value) => (value as { L?: { M?: { by?: { S?: string } } }[] }).L ?? []);
  return lines.findLast(({ M }) => M?.by)?.M?.by?.S ?? '';
}

/** Counts the requests that were sent to make transitions of forms. */
export class WriteCount {
  /** For transitions that we decide. */
  readonly own: Sent = { sent: 0, hit: 0 };
  /** For what customs or the acquirer told: a message that comes twice is one request more, which is refused. */
  readonly told: Sent = { sent: 0, hit: 0 };

  readonly observe: Observe = (_region, { name, tables, body }, fault) => {
    if (!tables.some((table) => table.endsWith('-tax-free'))) return;
    const isTransition = name === 'UpdateItem' && String(body.UpdateExpression).includes('list_append');
    if (!isTransition && name !== 'PutItem') return;
    const values = (isTransition ? body.ExpressionAttributeValues : body.Item) as Record<string, unknown>;
    const count = isTold(madeBy(values)) ? this.told : this.own;
    count.sent += 1;
    if (fault !== undefined) count.hit += 1;
  };
}
