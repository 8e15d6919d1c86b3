import type { Observe } from '../../dynamodb/lane.ts';

/**
 * Counts the requests that were sent to make transitions of forms, whatever became of them: tries that met another state and repeats
 * after a fault are among them.
 */
export class WriteCount {
  sent = 0;
  /** Those that a fault of the link hit, so that each of them had to be sent once more. */
  hit = 0;

  readonly observe: Observe = (_region, { name, tables, body }, fault) => {
    if (!tables.some((table) => table.endsWith('-tax-free'))) return;
    const isTransition = name === 'UpdateItem' && String(body.UpdateExpression).includes('list_append');
    if (!isTransition && name !== 'PutItem') return;
    this.sent += 1;
    if (fault !== undefined) this.hit += 1;
  };
}
