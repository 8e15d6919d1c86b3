import { expect, test } from 'vitest';
import { lifeFaults } from '../../../domain/laws/form-life.ts';
import { moneyFaults, netIn } from '../../../domain/laws/form-money.ts';
import { mayBeSealed, showsPersonal } from '../../../domain/laws/plain-text.ts';
import { TRANSITIONS } from '../../../domain/tax-free/life/transition.ts';

/** What an event does to what the card holds; one that is not here does nothing. */
const MOVES: Readonly<Record<string, number>> = { 'credit-succeeded': 1, 'debit-succeeded': -1 };

test('by every step of the table of transitions, a card holds what the state it leads to says', () => {
  const byHand: string[] = ['disputed', 'disputed-ended', 'settled-by-hand'];
  const paid = TRANSITIONS.filter(
    ({ on, to }) => on !== 'paid-otherwise' && on !== 'dispute-settled' && !byHand.includes(to),
  );
  const wrong = paid.filter(({ from, on, to }) => {
    // A credit that is given back later takes away what the state before it held.
    if (on === 'credit-reversed') return netIn(to) !== 0;
    // A debit that is charged back gives back what it took, if it had taken it.
    const moved = on === 'debit-reversed' ? 1 - netIn(from) : (MOVES[on] ?? 0);
    return netIn(from) + moved !== netIn(to);
  });
  expect(wrong).toEqual([]);
});

const line = (event: string, to: string, step = 's') => ({ at: '2026-11-24T11:00:00Z', event, to, step });

test('a log that the table of transitions allows is a life, and none that it does not', () => {
  const log = [line('issued', 'issued'), line('transmission-started', 'transmitted')];
  const form = { state: 'transmitted', revision: 2, step: 's', log, isIssued: true };
  expect(lifeFaults(form)).toEqual([]);
  const names = (change: object): string[] => lifeFaults({ ...form, ...change }).map(({ attribute }) => attribute);
  expect(names({ state: 'registered' })).toEqual(['state']);
  expect(names({ state: 'asleep' })).toEqual(['state']);
  expect(names({ revision: 3 })).toEqual(['revision']);
  expect(names({ step: 'other' })).toEqual(['step']);
  expect(names({ isIssued: false })).toEqual(['form']);
  expect(names({ log: [log[1]] })).toEqual(['log']);
});

const FORM = '0000000000000000000000';
const credit = (n: number, outcome?: string, amount = 3600) => ({
  key: `detaxe:${FORM}:credit:${n}`,
  amount,
  ...(outcome === undefined ? {} : { outcome }),
});

test.each([
  ['two credits done', { attempts: [credit(1, 'done'), credit(2, 'done')], lastCredit: credit(2).key }],
  ['a key missing', { attempts: [credit(2, 'done')], lastCredit: credit(2).key }],
  ['another last key', { attempts: [credit(1, 'done')], lastCredit: credit(2).key }],
  ['another amount', { attempts: [credit(1, 'done', 3601)], lastCredit: credit(1).key }],
  ['an outcome that there is not', { attempts: [credit(1, 'perhaps')], lastCredit: credit(1).key }],
  ['no credit at all', { attempts: [] }],
])('a credited form with %s is wrong', (_, money) => {
  const form = { formId: FORM, state: 'credited', refund: 3600, paidOtherwise: false, settledByHand: false };
  expect(moneyFaults({ ...form, attempts: [credit(1, 'done')], lastCredit: credit(1).key })).toEqual([]);
  expect(moneyFaults({ ...form, ...money })).not.toEqual([]);
});

test('passport lines and named fields are seen, and what looks like them only from afar is not', () => {
  expect(showsPersonal('P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<')).toBe(true);
  expect(showsPersonal('{"surname":"SMITH"}')).toBe(true);
  expect(showsPersonal('HAUSSMANN-012-00000042-F')).toBe(false);
  expect(showsPersonal('0123456789ABCDEFGHJKMNPQRSTVWXYZ0123456789')).toBe(false);
});

test('text is no ciphertext, and neither is what is too short for one', () => {
  expect(mayBeSealed(Buffer.from('SMITH'))).toBe(false);
  expect(mayBeSealed(Buffer.from('SMITH'.repeat(10)))).toBe(false);
  expect(mayBeSealed(Uint8Array.from({ length: 33 }, (_, i) => (i * 37) % 256))).toBe(true);
});
