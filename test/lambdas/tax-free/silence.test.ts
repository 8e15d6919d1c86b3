import { beforeEach, describe, expect, it } from 'vitest';
import { happened, messageFailed } from '../../../lambdas/shared/form-work/outside.ts';
import { type Desk, issuedForm, openDesk } from '../../support/tax-free/desk.ts';
import { annulled, confirmed, creditKey, registered, said } from '../../support/tax-free/webhooks.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});

const stateOf = async (id: string) => (await desk.form(id)).state;
const lastMessage = async (id: string) => (await desk.form(id)).message ?? '';

/** Both Regions take up what is due, at once. */
const bothSweep = () => Promise.all([desk.paris.sweep(), desk.frankfurt.sweep()]);

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

  it('without slips left somebody is told after five minutes, swept every minute', async () => {
    await issuedForm(desk);
    const told = () => desk.paris.troubles.some(({ trouble }) => trouble === 'form-not-at-customs');
    for (let minute = 1; minute < 5; minute++) {
      desk.clock.forward({ minutes: 1 });
      await desk.paris.sweep();
    }
    expect(told()).toBe(false);
    desk.clock.forward({ minutes: 1 });
    await desk.paris.sweep();
    expect(told()).toBe(true);
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
