import { beforeEach, describe, expect, it } from 'vitest';
import { type Desk, issuedForm, openDesk } from '../../support/tax-free/desk.ts';
import { confirmed, credited, creditKey, debitKey, registered, said } from '../../support/tax-free/webhooks.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});

const stateOf = async (id: string) => (await desk.form(id)).state;

/** Both Regions take up what is due, at once. */
const bothSweep = () => Promise.all([desk.paris.sweep(), desk.frankfurt.sweep()]);

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
    expect([...(await desk.form(id)).attempts.keys()].sort()).toEqual([creditKey(id, 1), creditKey(id, 2)]);
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
