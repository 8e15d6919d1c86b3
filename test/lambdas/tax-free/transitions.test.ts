import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { EVENTS, type FormEvent } from '../../../domain/tax-free/life/event.ts';
import { GUARDS, type GuardFacts } from '../../../domain/tax-free/life/guard.ts';
import { isAllowed, next, statesFrom } from '../../../domain/tax-free/life/life.ts';
import { STATES, type State } from '../../../domain/tax-free/life/state.ts';
import { TYPICAL_TERMS } from '../../../domain/tax-free/refund/typical.ts';
import { STEPS } from '../../../lambdas/shared/form-work/advance.ts';
import { DUE } from '../../../lambdas/shared/form-work/due.ts';
import { map, number, text } from '../../../lambdas/shared/form-work/expression.ts';
import { formKey } from '../../../lambdas/shared/form-work/form-item.ts';
import { happen } from '../../../lambdas/shared/form-work/happen.ts';
import { type Happening, waysOf } from '../../../lambdas/shared/form-work/happening.ts';
import { transitionUpdate } from '../../../lambdas/shared/form-work/transition-update.ts';
import type { Item } from '../../../lambdas/shared/ledger-item.ts';
import { type Desk, newFormId, openDesk } from '../../support/tax-free/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

const now = new Date('2026-11-24T11:00:00Z');
const ago = (minutes: number): string => new Date(now.getTime() - minutes * 60_000).toISOString();

/** Facts under which every guard but one holds that excludes another. */
const holding = { credit: 'before-customs', transmittedAt: ago(2), reclaimFrom: ago(1), expireAt: ago(1) };

/** A form put into a state, as it would stand after some life. */
async function put(state: State, facts: Record<string, string | undefined> = holding) {
  const id = newFormId();
  const attributes: Item = Object.fromEntries(
    Object.entries({ ...facts, retainUntil: '2032-11-24T11:00:00.000Z' }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, text(value)]],
    ),
  );
  const { link } = desk.paris;
  await link.client.send(
    new PutItemCommand({
      TableName: desk.table,
      Item: {
        ...formKey(id),
        ...attributes,
        state: text(state),
        step: text('before'),
        revision: number(7),
        log: { L: [] },
        receipts: { L: [] },
        attempts: { M: { c: map({ amount: 1 }) } },
        lastCredit: text('c'),
        lastDebit: text('c'),
      },
    }),
  );
  return id;
}

const happening = (event: FormEvent): Happening => ({ event, by: 'us' });

/** Where an event takes a form that stands in a state, with every guard of its step satisfied. */
async function ledTo(state: State, event: FormEvent): Promise<State | undefined> {
  const { guard } = next(state, event) ?? {};
  const id = await put(state, {
    ...holding,
    credit: guard === 'above-ceiling' ? 'after-customs' : 'before-customs',
    transmittedAt: guard === 'never-sent' ? undefined : holding.transmittedAt,
  });
  const made = await happen({ ...desk.paris.work, now: () => now }, id, happening(event));
  return made.made ? made.form.state : undefined;
}

describe('the table of transitions and the conditions in the store', () => {
  it.each(STATES.map(({ state }) => state))('say the same of every event in %s', async (state) => {
    const events = EVENTS.map(({ event }) => event);
    const led = await Promise.all(events.map((event) => ledTo(state, event)));
    expect(led).toEqual(events.map((event) => next(state, event)?.to));
  });

  it.each(EVENTS.map(({ event }) => event))('name for %s exactly the states that it may leave', (event) => {
    const made = { at: now, step: 'step', terms: TYPICAL_TERMS };
    const named = waysOf(event).flatMap((way) => {
      const { ConditionExpression = '', ExpressionAttributeValues = {} } = transitionUpdate(
        newFormId(),
        way,
        happening(event),
        made,
      );
      const [, list = ''] = /^#state IN \(([^)]*)\)/.exec(ConditionExpression) ?? [];
      return list.split(', ').map((name) => ExpressionAttributeValues[name]?.S);
    });
    expect(named.toSorted()).toEqual(statesFrom(event).toSorted());
  });
});

const ISO_SOON = ago(-1);

/** For each guard, facts under which it must hold and facts under which it must not. */
const FACTS: { credit: 'before-customs' | 'after-customs'; transmittedAt: string | undefined; other: string }[] = [
  { credit: 'before-customs', transmittedAt: undefined, other: ago(0) },
  { credit: 'after-customs', transmittedAt: ago(1), other: ISO_SOON },
  { credit: 'before-customs', transmittedAt: ago(0.99), other: ago(100) },
];

/** Guards that the item alone decides. */
const decided = GUARDS.filter(({ guard }) => guard !== 'last-key-not-done' && guard !== 'newly-said').map(
  ({ guard }) => guard,
);

describe('a guard of the table and its condition', () => {
  it.each(decided.flatMap((guard) => FACTS.map((facts) => ({ guard, ...facts }))))(
    'say the same: $guard with credit $credit, sent $transmittedAt, times $other',
    async ({ guard, credit, transmittedAt, other }) => {
      const transition = STATES.flatMap(({ state }) => EVENTS.flatMap(({ event }) => next(state, event) ?? [])).find(
        (candidate) => candidate.guard === guard,
      );
      if (transition === undefined) throw new Error(`${guard} guards nothing`);
      const grace_ms = 7 * 24 * 3_600_000;
      const facts: GuardFacts = {
        now: now.getTime(),
        transmittedAt: transmittedAt === undefined ? undefined : Date.parse(transmittedAt),
        slipsLeft: 1,
        lastKeyNotDone: true,
        credit,
        reclaimFrom: Date.parse(other),
        validationBefore: Date.parse(other) - grace_ms,
        newlySaid: true,
      };
      const id = await put(transition.from, { credit, transmittedAt, reclaimFrom: other, expireAt: other });
      const made = await happen({ ...desk.paris.work, now: () => now }, id, happening(transition.on));
      expect(made.made).toBe(isAllowed(transition, facts));
    },
  );
});

describe('every state', () => {
  it.each(STATES.filter(({ rest }) => rest === 'working'))('that works has work: $state', ({ state }) => {
    expect(STEPS[state]).toBeDefined();
  });

  it.each(STATES.filter(({ rest }) => rest === 'settled' || rest === 'final'))(
    'that rests is due to let its receipts go, to expire, or to be erased: $state',
    ({ state, holdsReceipts }) => {
      const rests = STEPS[state] === undefined;
      expect(DUE[state]).toEqual(
        rests ? { at: 'retainUntil' } : holdsReceipts ? { at: 'expireAt' } : { after_ms: 10_000 },
      );
    },
  );
});

describe('a transition', () => {
  it('is one request, and leaves state, revision, life line and due time', async () => {
    const id = await put('crediting');
    const { link, work } = desk.open();
    await happen({ ...work, now: () => now }, id, happening('credit-succeeded'));
    expect(link.requests).toEqual(['UpdateItemCommand']);
    const form = await desk.form(id);
    expect(form).toMatchObject({
      state: 'credited',
      revision: 8,
      reclaimFrom: '2026-12-15T23:00:00.000Z',
      dueAt: '2026-12-15T23:00:00.000Z',
      log: [{ event: 'credit-succeeded', to: 'credited', by: 'us', at: now.toISOString() }],
    });
  });

  it('whose answer was lost knows its own write again', async () => {
    const id = await put('registered');
    const { link, work } = desk.open();
    link.fail((k) => (k === 1 ? 'answer-lost' : undefined));
    const intent = { event: 'credit-started', by: 'us', intent: { key: 'd', amount: 5 }, previous: 'c' } as const;
    const made = await happen({ ...work, now: () => now }, id, intent);
    expect(made).toMatchObject({ made: true, isOurs: true });
    expect((await desk.form(id)).log).toHaveLength(1);
  });

  it('made at once by both Regions is made by one', async () => {
    const id = await put('registered');
    const intent = { event: 'credit-started', by: 'us', intent: { key: 'd', amount: 5 }, previous: 'c' } as const;
    const both = await Promise.all(
      [desk.paris, desk.frankfurt].map(({ work }) => happen({ ...work, now: () => now }, id, intent)),
    );
    expect(both.filter((made) => made.made && made.isOurs)).toHaveLength(1);
  });
});
