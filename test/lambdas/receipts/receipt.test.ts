import { beforeAll, describe, expect, it } from 'vitest';
import { formatReceiptNumber } from '../../../domain/receipt-number.ts';
import { apiEvent } from '../../support/events.ts';
import { oneScarf, returnOf, SCARF, saleOf, TEA } from '../../support/goods.ts';
import { duplicateEvent, movedOn, newTill, readReceipt, recorded, type Till } from '../../support/till.ts';
import { type Answer, ask, openWorld, type World } from '../../support/world.ts';

describe('a receipt', () => {
  let world: World;
  let till: Till;
  let sold: Answer;

  beforeAll(async () => {
    world = await openWorld();
    till = newTill();
    const label = '<script>alert("1 & 2")</script>';
    sold = await recorded(world.paris, till, saleOf({ ...SCARF, label }, TEA));
    await recorded(world.paris, till, returnOf(sold.body.receiptNumber, oneScarf));
    movedOn(till, await ask(world.paris.checkout, duplicateEvent(till, { ...till, sequence: 1 }, 1)));
  });

  const read = (accept?: string) =>
    readReceipt(world.frankfurt, sold.body.receiptNumber, accept === undefined ? {} : { Accept: accept });

  const readBy = (device: object, number = sold.body.receiptNumber, accept = 'application/json') =>
    ask(
      world.frankfurt.receipts,
      apiEvent('GET', '/v1/receipts/{receiptNumber}', { path: { receiptNumber: number }, device, headers: { accept } }),
    );
  const elsewhere = { deviceId: 'LILLE-1', role: 'till', store: 'LILLE', till: '1' };

  it.each(['application/json', 'text/html'])(
    'is read in another store for what taking goods back needs, and no more (%s)',
    async (accept) => {
      const { status, headers, text, body } = await readBy(elsewhere, undefined, accept);
      expect([status, headers['content-type']]).toEqual([200, 'application/json']);
      expect(body.remaining).toHaveLength(2);
      expect(body.entry).toMatchObject({
        kind: 'sale',
        store: till.store,
        lines: [expect.anything(), expect.anything()],
      });
      for (const secret of ['PSP-0001', 'operator', 'tenders', 'chainToken', 'signature', 'customerResidence'])
        expect(text).not.toContain(secret);
    },
  );

  it('is nothing in another store when it is no sale and no return', async () => {
    const reprint = formatReceiptNumber({ ...till, sequence: 3 });
    expect(await readBy(elsewhere, reprint)).toMatchObject({ status: 404, type: 'receipt-unknown' });
    expect((await readBy({ ...elsewhere, store: till.store }, reprint)).status).toBe(200);
  });

  it.each(['kiosk', ''])('is not read by a device of the role %j', async (role) => {
    const device = { ...elsewhere, store: till.store, role };
    expect(await readBy(device)).toMatchObject({ status: 403, type: 'forbidden' });
  });

  it('is stored by nobody on its way, taken for no other type, and told to no other site', async () => {
    for (const accept of ['application/json', 'text/html']) {
      const { headers } = await readBy({ ...elsewhere, store: till.store }, undefined, accept);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      });
    }
  });

  it('is read by its number as it was recorded, with what became of it since', async () => {
    const { status, body, text } = await read();
    expect(status).toBe(200);
    expect(text.startsWith(sold.text.slice(0, -1))).toBe(true);
    expect(body).toMatchObject({
      remaining: [
        { line: 1, quantity: 2, amount: 1998, unit: 999 },
        { line: 2, quantity: 1, amount: 499, unit: 499 },
      ],
      returns: [expect.stringContaining(`-${till.till}-00000002-`)],
      duplicates: 1,
    });
  });

  it.each([undefined, '', '*/*', 'application/json', 'application/json, text/html', 'image/png'])(
    'is JSON for whoever accepts %j',
    async (accept) => expect((await read(accept)).headers['content-type']).toBe('application/json'),
  );

  it.each(['text/html', 'text/html,application/xhtml+xml,*/*;q=0.8', 'text/html, application/json'])(
    'is a page for whoever accepts %j',
    async (accept) => expect((await read(accept)).headers['content-type']).toBe('text/html; charset=utf-8'),
  );

  it('as a page shows goods, VAT, tenders, its number and its barcode, and runs nothing', async () => {
    const { text, headers } = await read('text/html');
    expect(text).not.toContain('<script');
    expect(text).toContain('&lt;script&gt;alert(&quot;1 &amp; 2&quot;)&lt;/script&gt;');
    expect(text).toContain(`<title>${sold.body.receiptNumber}</title>`);
    expect(text).toMatch(/<svg [^>]*>.*<path/s);
    for (const shown of ['34,96', '20 %', '5,5 %', 'Carte', 'Thé noir', 'Duplicatas imprimés : 1', 'HAUSSMANN'])
      expect(text.replaceAll('\u00a0', ' ')).toContain(shown);
    expect(text).toContain(sold.body.signature);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  it.each([2, 3, 4])('that is no sale has its page too (%i)', async (sequence) => {
    if (sequence === 4) await recorded(world.paris, till, { kind: 'void', reason: 'printer jam' });
    const entries = await readReceipt(world.paris, formatReceiptNumber({ ...till, sequence }), { accept: 'text/html' });
    expect(entries.text).toMatch(/<h1>(Ticket de retour|Duplicata|Ticket annulé)<\/h1>/);
  });

  it.each(['LILLE-9-00000001-W', 'HAUSSMANN-T1-00000001-?', 'x', ''])(
    'that nobody recorded is unknown (%j)',
    async (number) =>
      expect(await readReceipt(world.paris, number)).toMatchObject({ status: 404, type: 'receipt-unknown' }),
  );

  it('is shown to enrolled devices only', async () => {
    const event = apiEvent('GET', '/v1/receipts/{receiptNumber}', {
      path: { receiptNumber: sold.body.receiptNumber },
    });
    expect(await ask(world.paris.receipts, event)).toMatchObject({ status: 403, type: 'forbidden' });
  });
});
