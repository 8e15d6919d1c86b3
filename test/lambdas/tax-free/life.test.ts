import { beforeEach, describe, expect, it } from 'vitest';
import { messageRejected } from '../../../lambdas/shared/form-work/outside.ts';
import {
  ask,
  type Desk,
  formRequest,
  issuedForm,
  newFormId,
  openDesk,
  putEvent,
  WATCH,
} from '../../support/tax-free/desk.ts';
import { confirmed, credited, creditKey, registered, said } from '../../support/tax-free/webhooks.ts';

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
