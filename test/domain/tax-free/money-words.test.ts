import fc from 'fast-check';
import { expect, test } from 'vitest';
import { netIn } from '../../../domain/laws/form-money.ts';
import type { FormEvent } from '../../../domain/tax-free/life/event.ts';
import { FORM_LIFE, meaningOf, next } from '../../../domain/tax-free/life/life.ts';
import { heardOf, type Outcome, type Said } from '../../../domain/tax-free/life/outcome.ts';
import type { State } from '../../../domain/tax-free/life/state.ts';
import { owedToTraveller } from '../../../domain/tax-free/refund/owed.ts';

const REFUND = 3_000;
const SAYINGS: readonly Said[] = ['done', 'refused', 'reversed', 'restored'];
const BY_HAND: readonly State[] = ['disputed', 'disputed-ended', 'settled-by-hand'];

interface Key {
  key: string;
  kind: 'credit' | 'debit';
  amount: number;
  outcome?: Outcome;
  heard: Said[];
}

/** A form as the table of transitions moves it, with its keys. */
class Form {
  state: State = FORM_LIFE.initial;
  readonly keys: Key[] = [];
  payments = 0;
  customsSaid: 'confirmed' | 'annulled' | undefined;
  settled = 0;
  wasSettled = false;

  #last(kind: Key['kind']): Key | undefined {
    return this.keys.findLast((one) => one.kind === kind);
  }

  happens(event: FormEvent): boolean {
    const step = next(this.state, event);
    if (step === undefined) return false;
    if (event === 'customs-confirmed') this.customsSaid = 'confirmed';
    if (event === 'customs-annulled' || event === 'deletion-accepted') this.customsSaid = 'annulled';
    if (event === 'paid-otherwise') this.payments += 1;
    const [, kind] = /^(credit|debit)-(?:started|repeated)$/.exec(event) ?? [];
    if (kind === 'credit' || kind === 'debit')
      this.keys.push({ key: `d:F:${kind}:${this.keys.length}`, kind, amount: REFUND, heard: [] });
    if (event === 'dispute-settled') {
      this.settled += this.owed();
      this.wasSettled = true;
    }
    this.state = step.to;
    return true;
  }

  /** The acquirer says something of one of the keys. */
  hears(key: Key, said: Said): void {
    const heard = heardOf(said, { ...key, isLast: key === this.#last(key.kind) });
    if ('ignored' in heard) return;
    if ('note' in heard) {
      key.outcome = heard.note;
      key.heard.push(said);
      return;
    }
    const event = heard.event === 'changed' ? 'outcome-changed' : (`${key.kind}-${heard.event}` as const);
    if (next(this.state, event) === undefined) {
      expect([this.state, event, meaningOf(this.state, event)]).toEqual([this.state, event, expect.anything()]);
      expect(`${this.state} ${event}`).toBe('a word that upsets nothing');
    }
    key.outcome = heard.outcome;
    key.heard.push(said);
    this.happens(event);
  }

  owed(): number {
    return owedToTraveller({
      refund: REFUND,
      isConfirmed: this.customsSaid === 'confirmed',
      attempts: this.keys,
      paidBeside: this.settled + this.payments * REFUND,
    });
  }

  net(): number {
    const done = (kind: Key['kind']) => this.keys.filter((one) => one.kind === kind && one.outcome === 'done').length;
    return done('credit') - done('debit') + this.payments;
  }
}

const OURS = FORM_LIFE.events.filter(({ by, event }) => by !== 'acquirer' && event !== 'deletion-rejected');

/** One thing that happens: one of our steps or a word of customs where it makes a step, or a word of the acquirer on any key. */
function act(form: Form, [kind, which, what]: readonly [number, number, number]): void {
  const key = form.keys[which % Math.max(form.keys.length, 1)];
  if (kind % 2 === 0 && key !== undefined) {
    form.hears(key, SAYINGS[what % SAYINGS.length] ?? 'done');
    return;
  }
  const steps = OURS.filter(({ event }) => next(form.state, event) !== undefined);
  const { event } = steps[which % Math.max(steps.length, 1)] ?? {};
  if (event !== undefined) form.happens(event);
}

const walks = fc.array(fc.tuple(fc.nat(9), fc.nat(1_000), fc.nat(1_000)), { minLength: 1, maxLength: 80 });

test('whatever the acquirer says of any key, in whatever order, a state says what its card holds, or a person is told what is owed', () => {
  fc.assert(
    fc.property(walks, (walk) => {
      const form = new Form();
      for (const one of walk) {
        act(form, one);
        if (form.wasSettled) {
          if (form.state === 'settled-by-hand') expect(form.owed()).toBe(0);
        } else if (!BY_HAND.includes(form.state))
          expect(`${form.state} ${form.net()}`).toBe(`${form.state} ${netIn(form.state)}`);
      }
    }),
    { numRuns: 4_000 },
  );
});

test('each kind of word counts once a key, so that no repetition makes a form grow', () => {
  fc.assert(
    fc.property(walks, (walk) => {
      const form = new Form();
      for (const one of walk) act(form, one);
      const before = JSON.stringify([form.state, form.keys]);
      for (const key of form.keys) for (const said of [...key.heard]) form.hears(key, said);
      expect(JSON.stringify([form.state, form.keys])).toBe(before);
    }),
    { numRuns: 1_000 },
  );
});

test('a debit of money that never stayed with the card is owed whole, late fee included', () => {
  const account = { refund: 3_000, isConfirmed: false, paidBeside: 0 };
  const debit = { key: 'detaxe:F:debit:1', amount: 3_500, outcome: 'done' };
  const credit = (outcome: string) => ({ key: 'detaxe:F:credit:1', amount: 3_000, outcome });
  expect(owedToTraveller({ ...account, attempts: [credit('done'), debit] })).toBe(0);
  expect(owedToTraveller({ ...account, attempts: [credit('reversed'), debit] })).toBe(3_500);
  expect(owedToTraveller({ ...account, attempts: [credit('done')] })).toBe(-3_000);
  expect(owedToTraveller({ ...account, isConfirmed: true, attempts: [credit('done'), debit] })).toBe(3_000);
});
