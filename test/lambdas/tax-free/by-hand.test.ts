import { beforeEach, describe, expect, it } from 'vitest';
import { settleDispute } from '../../../lambdas/shared/form-work/settle.ts';
import { settleKey } from '../../../lambdas/shared/form-work/settle-key.ts';
import { ask, cardEvent, type Desk, issuedForm, openDesk, otherCard } from '../../support/tax-free/desk.ts';
import { annulled, credited, creditKey, debitKey, registered, said } from '../../support/tax-free/webhooks.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});

/** A form whose credit nobody can say anything of. */
async function unanswered(): Promise<string> {
  const { id } = await issuedForm(desk);
  desk.outside.acquirerMood = 'takes-nothing';
  desk.outside.fate = 'unknown';
  await registered(desk.paris, id);
  return id;
}

describe('a credit whose fate the acquirer no longer knows', () => {
  it('is settled by a person who found that it was never seen, which frees the form for another card', async () => {
    const id = await unanswered();
    const settle = () => settleKey(creditKey(id), 'never-seen', 'case 4711', desk.paris.work);
    expect(await settle()).toMatchObject({ settled: false, why: 'still-asked' });
    desk.clock.forward({ days: 3 });
    await desk.paris.sweep();
    expect((await desk.form(id)).state).toBe('crediting');
    expect(await settle()).toMatchObject({ settled: true, form: { state: 'credit-refused' } });
    expect(await settle()).toMatchObject({ settled: false, why: 'known-already' });
    desk.outside.acquirerMood = 'answers';
    const answer = await ask(desk.frankfurt.taxFree, cardEvent(id, otherCard()));
    expect(answer).toMatchObject({ status: 200 });
    desk.outside.fate = undefined;
    await said(desk.paris, creditKey(id, 2));
    expect((await desk.form(id)).state).toBe('credited');
  });

  it('that was carried out after all is a dispute with what is owed', async () => {
    const id = await unanswered();
    desk.clock.forward({ days: 2 });
    await settleKey(creditKey(id), 'never-seen', 'case 4711', desk.paris.work);
    desk.outside.acquirerMood = 'answers';
    await ask(desk.paris.taxFree, cardEvent(id, otherCard('token-0003')));
    await said(desk.paris, creditKey(id, 2));
    await said(desk.frankfurt, creditKey(id, 1));
    desk.outside.fate = undefined;
    expect((await desk.form(id)).state).toBe('disputed');
    expect(desk.frankfurt.troubles).toContainEqual(
      expect.objectContaining({ trouble: 'money-disputed', formId: id, owed_cents: -7200 }),
    );
  });
});

describe('a disputed form', () => {
  it('is settled by a person with exactly what is owed, once', async () => {
    const { id } = await issuedForm(desk);
    await credited(desk, id);
    await annulled(desk.paris, id);
    await said(desk.paris, debitKey(id));
    await said(desk.paris, creditKey(id), 'reversed');
    const settle = (owed: number) =>
      settleDispute(id, { owed, means: 'transfer', reference: 'T-1', operator: 'Ada' }, desk.paris.work);
    expect(await settle(1)).toMatchObject({ settled: false, why: 'other-amount', owed: 3600 });
    expect(await settle(3600)).toMatchObject({ settled: true, form: { state: 'settled-by-hand' } });
    expect(await settle(3600)).toMatchObject({ settled: false, why: 'not-disputed' });
    expect(await desk.form(id)).toMatchObject({ settledByHand: 3600, settlement: { operator: 'Ada' } });
  });
});
