import { expect, it } from 'vitest';
import { saleOf } from '../../support/goods.ts';
import {
  ask,
  COAT,
  formOf,
  formRequest,
  newFormId,
  openDesk,
  putEvent,
  quoteEvent,
  quoteRequest,
} from '../../support/tax-free/desk.ts';
import { newTill, recorded } from '../../support/till.ts';

it('no tax-free form takes a receipt whose time is not proven, and the traveller is told why', async () => {
  const desk = await openDesk();
  const till = { ...newTill(), time: '2026-11-10T10:30:00+01:00' };
  const { body } = await recorded(desk.world.paris, till, { ...saleOf(COAT), offline: true });
  const quote = await ask(desk.paris.taxFree, quoteEvent(quoteRequest(body.receiptNumber)));
  expect(formOf(quote)).toMatchObject({ eligible: false });
  expect(quote.text).toContain('The date of purchase is not proven');
  const form = await ask(desk.paris.taxFree, putEvent(newFormId(), formRequest(body.receiptNumber)));
  expect(form).toMatchObject({ status: 422, type: 'not-eligible' });
  expect(form.body.errors.map(({ rule }) => rule)).toContain('purchase-date-not-proven');
});
