import { beforeAll, describe, expect, it } from 'vitest';
import { DUE_SHARDS } from '../../../lambdas/shared/form-work/due.ts';
import { happened } from '../../../lambdas/shared/form-work/outside.ts';
import {
  ask,
  COAT,
  type Counter,
  cancelEvent,
  type Desk,
  formRequest,
  newFormId,
  openDesk,
  putEvent,
  quoteEvent,
  quoteRequest,
} from '../../support/tax-free/desk.ts';
import type { CallFault } from '../../support/tax-free/outside.ts';
import { confirmed, registered, said } from '../../support/tax-free/webhooks.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await desk.paris.work.slips.stock(1, 1_000_000);
});

interface Subject {
  id: string;
  numbers: string[];
}

type Act = (counter: Counter, subject: Subject) => Promise<unknown>;

const put: Act = ({ taxFree }, { id, numbers }) => ask(taxFree, putEvent(id, formRequest(...numbers)));
const register: Act = (counter, { id }) => registered(counter, id);

/** The acquirer tells the outcome of whatever it really did for a form, old or new. */
const tell =
  (moved: (outside: Desk['outside']) => ReadonlyMap<string, number>): Act =>
  async (counter, { id }) => {
    for (const key of moved(desk.outside).keys()) if (key.includes(id)) await said(counter, key);
  };
const credit: Act = tell(({ credits }) => credits);
const debit: Act = tell(({ debits }) => debits);
const confirm: Act = (counter, { id }) => confirmed(counter, id);
const cancel: Act = ({ taxFree }, { id }) => ask(taxFree, cancelEvent(id));
const registerSlip: Act = (counter, { id }) =>
  happened(counter.work, id, { event: 'regularisation-accepted', by: 'customs', customsId: `PS${id}` });
const reject: Act = (counter, { id }) => happened(counter.work, id, { event: 'customs-rejected', by: 'customs' });
const deleted: Act = (counter, { id }) => happened(counter.work, id, { event: 'deletion-accepted', by: 'customs' });

const cardRefuses =
  (refuses: boolean): Act =>
  async () => {
    desk.outside.refuses = refuses;
  };

const sweptAfter =
  (by: Parameters<Desk['clock']['forward']>[0]): Act =>
  async (counter) => {
    desk.clock.forward(by);
    await counter.sweep();
  };
/** As the first sweep of its time may have died, and its lease runs on. */
const sweepOn: Act = async (counter) => {
  desk.clock.forward({ seconds: 31 });
  await counter.sweep();
};

/** An act that dies, and what brings it about again when nobody answered. */
interface Dying {
  act: Act;
  again: Act;
  /** Reads before its first write, which are not worth dying at. */
  reads: number;
}

interface Life {
  name: string;
  before: Act[];
  dying: Dying;
  afterwards: Act[];
  ends: string;
  net: number;
}

const answered = (act: Act): Dying => ({ act, again: act, reads: 0 });
const swept = (by: Parameters<Desk['clock']['forward']>[0]): Dying => ({
  act: sweptAfter(by),
  again: sweepOn,
  reads: DUE_SHARDS.length,
});

const LIVES: Life[] = [
  {
    name: 'the issuing',
    before: [],
    dying: answered(put),
    afterwards: [sweptAfter({ minutes: 1 }), sweptAfter({ minutes: 5 }), register, registerSlip, credit, confirm],
    ends: 'validated',
    net: 7200,
  },
  {
    name: 'the registration and the credit',
    before: [put],
    dying: answered(register),
    afterwards: [sweptAfter({ minutes: 2 }), credit, confirm],
    ends: 'validated',
    net: 7200,
  },
  {
    name: 'the outcome of the credit',
    before: [put, register],
    dying: answered(credit),
    afterwards: [confirm],
    ends: 'validated',
    net: 7200,
  },
  {
    name: 'the rejection',
    before: [put],
    dying: answered(reject),
    afterwards: [sweptAfter({ seconds: 31 })],
    ends: 'rejected',
    net: 0,
  },
  {
    name: 'the emergency',
    before: [put],
    dying: swept({ minutes: 1 }),
    afterwards: [sweptAfter({ minutes: 6 }), registerSlip, credit, confirm],
    ends: 'validated',
    net: 7200,
  },
  {
    name: 'the regularisation',
    before: [put, sweptAfter({ minutes: 1 })],
    dying: swept({ minutes: 5 }),
    afterwards: [sweptAfter({ minutes: 2 }), sweptAfter({ minutes: 11 }), registerSlip, credit, confirm],
    ends: 'validated',
    net: 7200,
  },
  {
    name: 'the debit',
    before: [put, register, credit],
    dying: swept({ days: 22 }),
    afterwards: [sweptAfter({ minutes: 2 }), debit, confirm, credit],
    ends: 'recredited',
    net: 7200,
  },
  {
    name: 'the second credit',
    before: [put, register, credit, sweptAfter({ days: 22 }), debit],
    dying: answered(confirm),
    afterwards: [sweptAfter({ minutes: 2 }), credit],
    ends: 'recredited',
    net: 7200,
  },
  {
    name: 'the cancellation',
    before: [put, cardRefuses(true), register, cardRefuses(false)],
    dying: answered(cancel),
    afterwards: [sweptAfter({ minutes: 2 }), deleted],
    ends: 'cancelled',
    net: 0,
  },
  {
    name: 'the letting go',
    before: [put, cardRefuses(true), register, cardRefuses(false), cancel],
    dying: answered(deleted),
    afterwards: [sweptAfter({ seconds: 31 })],
    ends: 'cancelled',
    net: 0,
  },
];

async function subject(): Promise<Subject> {
  desk.clock.to('2026-11-24T11:00:00Z');
  const [a, b] = [await desk.sold(COAT), await desk.sold(COAT)];
  return { id: newFormId(), numbers: [a.number, b.number] };
}

type Fault = { in: 'database' | 'outside'; k: number; how: CallFault };

/** Runs an act in a Region whose process dies at a request, or at a call outside. */
async function dyingAt(fault: Fault, act: Act, of: Subject): Promise<'crashed' | 'survived'> {
  let onCall: () => void = () => {};
  const outsideCrash = new Promise<'crashed'>((resolve) => {
    onCall = () => resolve('crashed');
  });
  const plan = (place: Fault['in']) => (k: number) => (fault.in === place && fault.k === k ? fault.how : undefined);
  const counter = desk.open(plan('outside'), onCall);
  counter.link.fail(plan('database'));
  return Promise.race([counter.link.crash(), outsideCrash, act(counter, of).then(() => 'survived' as const)]);
}

async function isFree(number: string): Promise<boolean> {
  const answer = await ask(desk.paris.taxFree, quoteEvent(quoteRequest(number)));
  return answer.status === 200;
}

async function livesThrough(
  { before, dying, afterwards, ends, net }: Life,
  fault: Fault,
): Promise<'crashed' | 'survived'> {
  const of = await subject();
  for (const act of before) await act(desk.paris, of);
  const outcome = await dyingAt(fault, dying.act, of);
  for (const act of [dying.again, ...afterwards]) await act(desk.frankfurt, of);
  const form = await desk.form(of.id);
  expect(form.state).toBe(ends);
  expect(desk.outside.net(of.id)).toBe(net);
  expect(desk.outside.of(of.id).filter(({ kind }) => kind === 'create').length).toBeLessThanOrEqual(1);
  expect(form.dueAt && form.dueAt > desk.clock.now().toISOString()).toBe(true);
  desk.clock.to('2026-11-24T11:00:00Z');
  expect(await isFree(of.numbers[0] ?? '')).toBe(net === 0);
  return outcome;
}

const HOW = ['crash-before', 'crash-after'] as const;

/** Kills at each request, or call outside, one after another, until there is none left to die at. */
async function diesAtEach(life: Life, place: Fault['in'], from: number): Promise<number> {
  for (let k = from; ; k++)
    for (const how of HOW) if ((await livesThrough(life, { in: place, k, how })) === 'survived') return k - from;
}

describe.each(LIVES)('a Region that dies over $name', (life) => {
  it('before or after any request took effect loses and doubles nothing', async () => {
    expect(await diesAtEach(life, 'database', life.dying.reads + 1)).toBeGreaterThanOrEqual(1);
  });

  it('before or after a call to customs or the acquirer took effect loses and doubles nothing', async () => {
    expect(await diesAtEach(life, 'outside', 1)).toBeLessThanOrEqual(1);
  });
});
