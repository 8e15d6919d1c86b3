import type { Said } from '../../../domain/tax-free/life/outcome.ts';
import type { Made } from '../../../lambdas/shared/form-work/happen.ts';
import { happened, settled } from '../../../lambdas/shared/form-work/outside.ts';
import type { Counter, Desk } from './desk.ts';

/** Customs accept the create. */
export const registered = (counter: Counter, id: string, customsId = `FR${id}`): Promise<Made> =>
  happened(counter.work, id, { event: 'customs-registered', by: 'customs', customsId });

export const confirmed = (counter: Counter, id: string, customsId = `FR${id}`): Promise<Made> =>
  happened(counter.work, id, { event: 'customs-confirmed', by: 'customs', customsId });

export const annulled = (counter: Counter, id: string, customsId = `FR${id}`): Promise<Made> =>
  happened(counter.work, id, { event: 'customs-annulled', by: 'customs', customsId });

export const creditKey = (id: string, n = 1): string => `detaxe:${id}:credit:${n}`;
export const debitKey = (id: string, n = 1): string => `detaxe:${id}:debit:${n}`;

/** The acquirer says what became of a key. */
export const said = (counter: Counter, key: string, what: Said = 'done'): Promise<Made> =>
  settled(counter.work, { key, said: what, pspReference: 'PSP-1' });

/** A form on its usual way until the card is credited. */
export async function credited({ paris, frankfurt }: Desk, id: string): Promise<void> {
  await registered(frankfurt, id);
  await said(paris, creditKey(id));
}
