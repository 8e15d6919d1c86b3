import { beforeEach, describe, expect, it } from 'vitest';
import { happened } from '../../../lambdas/shared/form-work/outside.ts';
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
import { annulled, credited, registered } from '../../support/tax-free/webhooks.ts';
import { receiptEvent } from '../../support/till.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});

/** Both Regions take up what is due, at once. */
const bothSweep = () => Promise.all([desk.paris.sweep(), desk.frankfurt.sweep()]);

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
