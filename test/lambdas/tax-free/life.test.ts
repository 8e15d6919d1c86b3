import { beforeEach, describe, expect, it } from 'vitest';
import { happened, messageFailed, messageRejected } from '../../../lambdas/shared/form-work/outside.ts';
import { returnOf } from '../../support/goods.ts';
import {
  ask,
  cancelEvent,
  type Desk,
  formOf,
  formRequest,
  issuedForm,
  newFormId,
  openDesk,
  putEvent,
  WATCH,
} from '../../support/tax-free/desk.ts';
import { oneOf } from '../../support/tax-free/goods.ts';
import {
  annulled,
  confirmed,
  credited,
  creditKey,
  debitKey,
  registered,
  said,
} from '../../support/tax-free/webhooks.ts';
import { receiptEvent } from '../../support/till.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});

const stateOf = async (id: string) => (await desk.form(id)).state;
const lastMessage = async (id: string) => (await desk.form(id)).message ?? '';

/** Both Regions take up what is due, at once. */
const bothSweep = () => Promise.all([desk.paris.sweep(), desk.frankfurt.sweep()]);

describe('a form on its usual way', () => {
  it('is credited as soon as customs have it, with exactly what was quoted, and validated', async () => {
    const { id } = await issuedForm(desk);
    await registered(desk.frankfurt, id);
    expect(await stateOf(id)).toBe('crediting');
    expect(desk.outside.credits).toEqual(new Map([[creditKey(id), 3600]]));
    await said(desk.paris, creditKey(id));
    expect(await stateOf(id)).toBe('credited');
    await confirmed(desk.frankfurt, id);
    expect(await stateOf(id)).toBe('validated');
  });

  it('needs one request a transition', async () => {
    const { id } = await issuedForm(desk);
    const { link, work } = desk.open();
    const counter = { ...desk.paris, link, work };
    await registered(counter, id);
    await said(counter, creditKey(id));
    await confirmed(counter, id);
    const { log } = await desk.form(id);
    expect(log.map(({ to }) => to).slice(2)).toEqual(['registered', 'crediting', 'credited', 'validated']);
    expect(link.requests).toHaveLength(4);
  });
});

describe('what customs and the acquirer say', () => {
  it('twice changes nothing the second time', async () => {
    const { id } = await issuedForm(desk);
    for (const tell of [
      () => registered(desk.paris, id),
      () => said(desk.paris, creditKey(id)),
      () => confirmed(desk.paris, id),
    ]) {
      await tell();
      const before = await desk.form(id);
      expect((await tell()).made).toBe(false);
      expect(await desk.form(id)).toEqual(before);
    }
    expect(desk.outside.calls.filter((call) => call === 'credit')).toHaveLength(1);
  });

  it('at once to both Regions is taken in once', async () => {
    const { id } = await issuedForm(desk);
    const both = await Promise.all([registered(desk.paris, id), registered(desk.frankfurt, id)]);
    expect(both.filter(({ made }) => made)).toHaveLength(1);
    expect(desk.outside.net(id)).toBe(3600);
  });

  it('out of order still ends with one credit: the export is confirmed before the form is registered', async () => {
    const { id } = await issuedForm(desk);
    await confirmed(desk.paris, id);
    expect((await registered(desk.frankfurt, id)).made).toBe(false);
    expect(await stateOf(id)).toBe('crediting-confirmed');
    await said(desk.paris, creditKey(id));
    expect(await stateOf(id)).toBe('validated');
    expect(desk.outside.net(id)).toBe(3600);
  });

  it('late is no matter: the outcome of a credit comes after the stamp', async () => {
    const { id } = await issuedForm(desk);
    await registered(desk.paris, id);
    await confirmed(desk.paris, id);
    await said(desk.paris, creditKey(id));
    expect(await stateOf(id)).toBe('validated');
  });

  it('of a form that does not exist is not taken in', async () => {
    expect(await registered(desk.paris, newFormId())).toEqual({ made: false, why: 'unknown-form' });
    expect(await said(desk.paris, 'somebody-elses-key')).toEqual({ made: false, why: 'unknown-form' });
  });

  it('of another key than the last is reported and moves nothing', async () => {
    const { id } = await issuedForm(desk);
    await registered(desk.paris, id);
    expect(await said(desk.paris, creditKey(id, 7))).toMatchObject({ made: false, why: 'not-held' });
    expect(desk.paris.troubles).toMatchObject([{ trouble: 'outcome-of-other-key', formId: id }]);
    expect(await stateOf(id)).toBe('crediting');
  });

  it('rejects a form: nothing is paid and its receipts are free', async () => {
    const { id, number } = await issuedForm(desk);
    await messageRejected(desk.frankfurt.work, await lastMessage(id));
    expect(await desk.form(id)).toMatchObject({ state: 'rejected', released: true });
    expect(await ask(desk.paris.taxFree, putEvent(newFormId(), formRequest(number)))).toMatchObject({ status: 201 });
    expect(desk.outside.net(id)).toBe(0);
  });
});

describe('above the ceiling of the operator', () => {
  it('the credit waits for customs', async () => {
    const { id } = await issuedForm(desk, WATCH);
    await registered(desk.paris, id);
    expect(await stateOf(id)).toBe('awaiting-customs');
    expect(desk.outside.net(id)).toBe(0);
    await confirmed(desk.paris, id);
    await said(desk.frankfurt, creditKey(id));
    expect(await stateOf(id)).toBe('validated');
    expect(desk.outside.net(id)).toBe(432_000);
  });

  it('and expires a week after customs could last have validated, and not before', async () => {
    const { id } = await issuedForm(desk, WATCH);
    await registered(desk.paris, id);
    desk.clock.to('2027-03-07T22:59:00Z');
    await bothSweep();
    expect(await stateOf(id)).toBe('awaiting-customs');
    desk.clock.forward({ minutes: 1 });
    await bothSweep();
    expect(await desk.form(id)).toMatchObject({ state: 'expired', released: true });
    expect(desk.outside.net(id)).toBe(0);
  });
});

describe('when customs are silent', () => {
  it('the traveller gets a slip after a minute and not before, and it is registered later', async () => {
    await desk.paris.work.slips.stock(100, 101);
    const { id } = await issuedForm(desk);
    desk.clock.forward({ seconds: 59 });
    await bothSweep();
    expect(await stateOf(id)).toBe('transmitted');
    desk.clock.forward({ seconds: 1 });
    await bothSweep();
    expect(await desk.form(id)).toMatchObject({ state: 'emergency', slip: 'AT0000000100' });
    expect(desk.outside.of(id)).toHaveLength(1);

    desk.clock.forward({ minutes: 5 });
    await bothSweep();
    expect(desk.outside.of(id).at(-1)).toMatchObject({ kind: 'slip', slip: 'AT0000000100' });
    const happening = { event: 'regularisation-accepted', by: 'customs', customsId: 'PS1' } as const;
    await happened(desk.paris.work, id, happening);
    await said(desk.paris, creditKey(id));
    expect(await desk.form(id)).toMatchObject({ state: 'credited', customsId: 'PS1' });
  });

  it('the annulment of the normal form does not touch the one in force', async () => {
    await desk.paris.work.slips.stock(100, 101);
    const { id } = await issuedForm(desk);
    desk.clock.forward({ minutes: 1 });
    await bothSweep();
    expect((await registered(desk.paris, id, 'FR-normal')).made).toBe(false);
    desk.clock.forward({ minutes: 5 });
    await bothSweep();
    await happened(desk.paris.work, id, { event: 'regularisation-accepted', by: 'customs', customsId: 'PS1' });
    await said(desk.paris, creditKey(id));
    expect(await annulled(desk.paris, id, 'FR-normal')).toMatchObject({ made: false, why: 'not-held' });
    await confirmed(desk.frankfurt, id, 'PS1');
    expect(await stateOf(id)).toBe('validated');
  });

  it('a message that they took in is not sent again, however long they take', async () => {
    await desk.paris.work.slips.stock(100, 101);
    const { id } = await issuedForm(desk);
    for (let minutes = 0; minutes < 600; minutes += 10) {
      desk.clock.forward({ minutes: 10 });
      await bothSweep();
    }
    expect(desk.outside.of(id).map(({ kind }) => kind)).toEqual(['create', 'slip']);
  });

  it('without slips left it is told, and nothing is sent twice', async () => {
    const { id } = await issuedForm(desk);
    desk.clock.forward({ minutes: 1 });
    await desk.paris.sweep();
    expect(desk.paris.troubles.map(({ trouble }) => trouble)).toEqual(['slips-exhausted']);
    expect(desk.outside.of(id)).toHaveLength(1);
    desk.clock.forward({ minutes: 6 });
    await desk.paris.sweep();
    expect(desk.paris.troubles).toContainEqual(
      expect.objectContaining({ trouble: 'form-not-at-customs', formId: id, state: 'transmitted' }),
    );
  });

  it('the slips of a quota are each used once, from whichever Region', async () => {
    await desk.paris.work.slips.stock(1, 10);
    const taken = await Promise.all(
      Array.from({ length: 14 }, (_, i) => (i % 2 === 0 ? desk.paris : desk.frankfurt).work.slips.take()),
    );
    const numbers = taken.filter((slip) => slip !== undefined);
    expect(new Set(numbers).size).toBe(10);
    expect(numbers).toHaveLength(10);
  });
});

describe('when customs take nothing in', () => {
  it('the form is sent again after a minute at the earliest', async () => {
    desk.outside.customsMood = 'takes-nothing';
    const { id } = await issuedForm(desk);
    expect(await stateOf(id)).toBe('issued');
    desk.outside.customsMood = 'answers';
    desk.clock.forward({ seconds: 59 });
    await bothSweep();
    expect(desk.outside.of(id)).toEqual([]);
    desk.clock.forward({ seconds: 1 });
    await bothSweep();
    expect(desk.outside.of(id)).toHaveLength(1);
    expect(await stateOf(id)).toBe('transmitted');
  });

  it('the technical fault of a message that is not the last one changes nothing', async () => {
    const { id } = await issuedForm(desk);
    expect(await messageFailed(desk.paris.work, `C01.${id}.another`)).toMatchObject({ made: false, why: 'not-held' });
    expect((await messageFailed(desk.paris.work, await lastMessage(id))).made).toBe(true);
    expect(await stateOf(id)).toBe('issued');
  });
});

describe('a credit whose answer is lost', () => {
  it('is asked about after a minute, and not repeated when it was done', async () => {
    const { id } = await issuedForm(desk);
    desk.outside.acquirerMood = 'loses-answer';
    await registered(desk.paris, id);
    desk.clock.forward({ seconds: 59 });
    await bothSweep();
    expect(desk.outside.calls).not.toContain('fate');
    desk.clock.forward({ seconds: 1 });
    await bothSweep();
    expect(await stateOf(id)).toBe('credited');
    expect(desk.outside.net(id)).toBe(3600);
  });

  it('is sent again under the next key only when the acquirer says that nothing was done under the last', async () => {
    const { id } = await issuedForm(desk);
    desk.outside.acquirerMood = 'takes-nothing';
    await registered(desk.paris, id);
    for (const fate of ['pending', 'unknown'] as const) {
      desk.outside.fate = fate;
      desk.clock.forward({ minutes: 10 });
      await bothSweep();
      expect((await desk.form(id)).lastCredit).toBe(creditKey(id, 1));
    }
    desk.outside.fate = undefined;
    desk.outside.acquirerMood = 'answers';
    desk.clock.forward({ minutes: 60 });
    await bothSweep();
    await said(desk.frankfurt, creditKey(id, 2));
    expect(await stateOf(id)).toBe('credited');
    expect(desk.outside.credits).toEqual(new Map([[creditKey(id, 2), 3600]]));
    expect([...(await desk.form(id)).attempts.keys()]).toEqual([creditKey(id, 1), creditKey(id, 2)]);
    expect(desk.paris.troubles.concat(desk.frankfurt.troubles)).toContainEqual(
      expect.objectContaining({ trouble: 'money-unanswered', formId: id, state: 'crediting' }),
    );
  });

  it('is given up after three keys, and customs still decide', async () => {
    const { id } = await issuedForm(desk);
    desk.outside.acquirerMood = 'takes-nothing';
    await registered(desk.paris, id);
    for (let minutes = 0; minutes < 60; minutes += 2) {
      desk.clock.forward({ minutes: 2 });
      await bothSweep();
    }
    expect(await desk.form(id)).toMatchObject({ state: 'credit-refused', lastCredit: creditKey(id, 3) });
    await confirmed(desk.paris, id);
    expect(await stateOf(id)).toBe('refund-owed');
  });

  it('is refused by the card at once: no money, and the reason is kept', async () => {
    const { id } = await issuedForm(desk);
    desk.outside.refuses = true;
    await registered(desk.paris, id);
    const { state, attempts } = await desk.form(id);
    expect(state).toBe('credit-refused');
    expect(attempts.get(creditKey(id))).toMatchObject({ outcome: 'refused', reason: 'card expired', amount: 3600 });
  });
});

describe('goods that customs never see', () => {
  it('are debited again after the 21 days of the operator, and credited again when the stamp comes late', async () => {
    const { id } = await issuedForm(desk);
    await credited(desk, id);
    desk.clock.to('2026-12-15T22:59:59Z');
    await bothSweep();
    expect(await stateOf(id)).toBe('credited');
    desk.clock.forward({ seconds: 1 });
    await bothSweep();
    expect(desk.outside.debits).toEqual(new Map([[debitKey(id), 3600]]));
    await said(desk.paris, debitKey(id));
    expect(await stateOf(id)).toBe('reclaimed');
    expect(desk.outside.net(id)).toBe(0);

    await confirmed(desk.frankfurt, id);
    expect(await stateOf(id)).toBe('recrediting');
    await said(desk.paris, creditKey(id, 2));
    expect(await stateOf(id)).toBe('recredited');
    expect(desk.outside.net(id)).toBe(3600);
  });

  it('stay debited when no stamp ever comes, and their receipts are free', async () => {
    const { id } = await issuedForm(desk);
    await credited(desk, id);
    desk.clock.forward({ days: 30 });
    await bothSweep();
    await said(desk.paris, debitKey(id));
    desk.clock.to('2027-03-07T23:00:00Z');
    await bothSweep();
    expect(await desk.form(id)).toMatchObject({ state: 'expired', released: true });
    expect(desk.outside.net(id)).toBe(0);
  });

  it('whose stamp comes while the card is being debited end with one net credit', async () => {
    const { id } = await issuedForm(desk);
    await credited(desk, id);
    desk.clock.forward({ days: 30 });
    await bothSweep();
    await confirmed(desk.paris, id);
    expect(await stateOf(id)).toBe('reclaiming-confirmed');
    await said(desk.paris, debitKey(id));
    await said(desk.paris, creditKey(id, 2));
    expect(await stateOf(id)).toBe('recredited');
    expect(desk.outside.net(id)).toBe(3600);
  });
});

describe('a cancellation', () => {
  it('deletes the form at customs, then frees its goods', async () => {
    const { id, number, till } = await issuedForm(desk, WATCH);
    await registered(desk.paris, id);
    expect(formOf(await ask(desk.frankfurt.taxFree, cancelEvent(id)))).toMatchObject({ state: 'cancelling' });
    expect(desk.outside.of(id).at(-1)?.kind).toBe('delete');
    await happened(desk.paris.work, id, { event: 'deletion-accepted', by: 'customs' });
    expect(formOf(await ask(desk.paris.taxFree, cancelEvent(id)))).toMatchObject({ state: 'cancelled' });
    const back = await ask(desk.world.paris.checkout, receiptEvent(till, returnOf(number, oneOf(WATCH))));
    expect(back.status).toBe(201);
  });

  it('that customs never acknowledged is sent again; one that they did is not', async () => {
    const { id } = await issuedForm(desk, WATCH);
    await registered(desk.paris, id);
    desk.outside.customsMood = 'loses-answer';
    await ask(desk.frankfurt.taxFree, cancelEvent(id));
    desk.outside.customsMood = 'answers';
    for (let minutes = 0; minutes < 10; minutes += 1) {
      desk.clock.forward({ minutes: 1 });
      await bothSweep();
    }
    expect(desk.outside.of(id).map(({ kind }) => kind)).toEqual(['create', 'delete', 'delete']);
  });

  it('is refused while the result from customs is awaited, and once the card was credited', async () => {
    const { id } = await issuedForm(desk);
    const cancelled = () => ask(desk.paris.taxFree, cancelEvent(id));
    expect(await cancelled()).toMatchObject({ status: 409, type: 'form-not-cancellable' });
    await credited(desk, id);
    expect(JSON.parse((await cancelled()).text)).toMatchObject({ status: 409, state: 'credited' });
  });

  it('makes room for a correction under a new id', async () => {
    desk.outside.customsMood = 'takes-nothing';
    const { id, number } = await issuedForm(desk, WATCH);
    desk.outside.customsMood = 'answers';
    desk.clock.forward({ minutes: 1 });
    await bothSweep();
    await registered(desk.paris, id);
    await ask(desk.paris.taxFree, cancelEvent(id));
    await annulled(desk.paris, id);
    const next = newFormId();
    const corrected = await ask(desk.paris.taxFree, putEvent(next, { ...formRequest(number), corrects: id }));
    expect(formOf(corrected)).toMatchObject({ state: 'transmitted', corrects: id });
  });
});

describe('the traveller’s data', () => {
  it('are erased after six years from either Region, and the fiscal record stays', async () => {
    const { id } = await issuedForm(desk);
    await credited(desk, id);
    await confirmed(desk.paris, id);
    desk.clock.to('2032-11-24T10:59:59Z');
    await bothSweep();
    expect((await desk.form(id)).personal).toBeDefined();
    desk.clock.forward({ seconds: 1 });
    await bothSweep();
    const { personal, card, fingerprint, dueAt, content, attempts, state } = await desk.form(id);
    expect({ personal, card, fingerprint, dueAt }).toEqual({});
    expect(state).toBe('validated');
    expect(content).toMatchObject({ refund: 3600, receipts: [{ hash: expect.any(String) }], residence: 'GB' });
    expect(attempts.get(creditKey(id))).toMatchObject({ outcome: 'done' });
  });
});
