/** `PERMANENCE_NOW=2027-02-28T23:59:00Z vitest run …`: every test file begins at that time, and so does whatever process it starts. */
import { momentOf } from '../../twin/time/moment.ts';
import { setClock } from '../../twin/time/shifted-clock.ts';

const { PERMANENCE_NOW: begins } = process.env;
if (begins !== undefined) setClock(momentOf(begins, 'PERMANENCE_NOW'));
