import { externally } from '../external-time.ts';
import type { Acquirer, Customs } from './ports.ts';

/** Customs, with the time that is spent waiting for them counted apart from ours. */
export const timedCustoms = (customs: Customs): Customs => ({
  create: (form) => externally(() => customs.create(form)),
  createFromSlip: (form, slip) => externally(() => customs.createFromSlip(form, slip)),
  delete: (form) => externally(() => customs.delete(form)),
});

/** The acquirer, likewise. */
export const timedAcquirer = (acquirer: Acquirer): Acquirer => ({
  credit: (attempt) => externally(() => acquirer.credit(attempt)),
  debit: (attempt) => externally(() => acquirer.debit(attempt)),
  fate: (attempt) => externally(() => acquirer.fate(attempt)),
});
