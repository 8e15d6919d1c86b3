import type { Operation } from '../../dynamodb/operations.ts';

/**
 * Counts the requests that were sent to make transitions of forms, whatever became of them: repeats after a fault and tries that met
 * another state are among them.
 */
export class WriteCount {
  count = 0;

  readonly observe = (_region: string, { name, tables, body }: Operation): void => {
    if (!tables.some((table) => table.endsWith('-tax-free'))) return;
    const isTransition = name === 'UpdateItem' && String(body.UpdateExpression).includes('list_append');
    if (isTransition || name === 'PutItem') this.count += 1;
  };
}
