import { exclusionsTable, reasonsTable, residencesTable } from './eligibility.ts';
import { eventsTable, guardsTable, lifeDiagram, statesTable } from './life.ts';
import { ignoredTable, matrixTable, troublesTable } from './matrix.ts';
import { refundTable } from './refund.ts';

/** The parts of `docs/tax-free.md` that are drawn from the tables of this folder, by the name of their markers. */
export const DRAWN_PARTS: Readonly<Record<string, () => string>> = {
  reasons: reasonsTable,
  exclusions: exclusionsTable,
  residences: residencesTable,
  refund: refundTable,
  life: lifeDiagram,
  states: statesTable,
  events: eventsTable,
  guards: guardsTable,
  matrix: matrixTable,
  ignored: ignoredTable,
  troubles: troublesTable,
};

/**
 * The document with every drawn part as the tables now have it.
 *
 * @param document text with `<!-- drawn:<part> -->` and `<!-- /drawn -->` around each part
 * @throws Error if a part has no place in the document
 */
export function redraw(document: string): string {
  return Object.entries(DRAWN_PARTS).reduce((text, [part, draw]) => {
    const open = `<!-- drawn:${part} -->`;
    const start = text.indexOf(open);
    const end = text.indexOf('<!-- /drawn -->', start);
    if (start < 0 || end < 0) throw new Error(`the document has no place for ${part}`);
    return `${text.slice(0, start + open.length)}\n\n${draw()}\n\n${text.slice(end)}`;
  }, document);
}
