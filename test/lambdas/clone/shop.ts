import { parseReceiptNumber } from '../../../domain/receipt-number.ts';
import { oneScarf, returnOf, SCARF, saleOf, TEA } from '../../support/goods.ts';
import {
  cancelEvent,
  type Desk,
  formRequest,
  issuedForm,
  newFormId,
  putEvent,
  WATCH,
} from '../../support/tax-free/desk.ts';
import { closed, duplicateEvent, movedOn, newTill, recorded, type Till } from '../../support/till.ts';
import { ask } from '../../support/world.ts';

const reduced = { ...TEA, discount: { amount: 99, reason: 'for Jane Smith' } };

/** A shop in which everything happened: a sale, a return, a reprint, a void, a closing; forms in several states, one refused, one cancelled; a voucher. */
export async function shopped(desk: Desk): Promise<Till> {
  const { world } = desk;
  const till = newTill();
  const { body } = await recorded(world.paris, till, saleOf(SCARF, reduced));
  await recorded(world.paris, till, {
    ...returnOf(body.receiptNumber, oneScarf),
    reason: 'Jane Smith changed her mind',
  });
  const original = parseReceiptNumber(body.receiptNumber);
  if (original === undefined) throw new Error('the receipt has no number');
  movedOn(till, await ask(world.paris.checkout, duplicateEvent(till, original, 1)));
  await recorded(world.paris, till, { kind: 'void', reason: 'the printer of Camille jammed' });
  await closed(world.paris, till, '2026-11-24');
  await recorded(world.paris, till, saleOf(TEA));
  const voucher = { type: 'voucher' as const, amount: TEA.unitPrice, reference: 'BON-7788' };
  await recorded(world.paris, till, { ...saleOf(TEA), tenders: [voucher] });

  await issuedForm(desk);
  await issuedForm(desk, WATCH);
  const cancelled = await issuedForm(desk);
  await ask(desk.paris.taxFree, cancelEvent(cancelled.id));
  desk.outside.customsMood = 'takes-nothing';
  await issuedForm(desk);
  desk.outside.customsMood = 'answers';
  const small = await desk.sold(TEA);
  await ask(desk.paris.taxFree, putEvent(newFormId(), formRequest(small.number)));
  for (let sweeps = 0; sweeps < 3; sweeps++) {
    desk.clock.forward({ minutes: 2 });
    await desk.paris.sweep();
  }
  return till;
}
