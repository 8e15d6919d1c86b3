import type { Row, Rows } from './rows.ts';

/** Deletes every item of a table but those that are to stay. @returns how many */
export async function emptied(rows: Rows, table: string, stays: (row: Row) => boolean = () => false): Promise<number> {
  let deleted = 0;
  let next: Row | undefined;
  do {
    const page = await rows.scan(table, { ProjectionExpression: 'pk, sk' }, next);
    const gone = page.rows.filter((row) => !stays(row));
    await rows.write(
      table,
      gone.map((remove) => ({ remove })),
    );
    deleted += gone.length;
    next = page.next;
  } while (next !== undefined);
  return deleted;
}
