import { beforeAll, describe, expect, it } from 'vitest';
import {
  ask,
  COAT,
  type Desk,
  formRequest,
  getEvent,
  issuedForm,
  newFormId,
  openDesk,
  putEvent,
} from '../../support/tax-free/desk.ts';
import { pdfObjects, pdfTexts } from '../../support/tax-free/pdf.ts';
import { registered } from '../../support/tax-free/webhooks.ts';

let desk: Desk;
let id: string;
beforeAll(async () => {
  desk = await openDesk();
  ({ id } = await issuedForm(desk, { ...COAT, label: 'Manteau <b>d’été</b> & co' }));
  await registered(desk.paris, id, 'FR0123456789');
});

const printed = (type: string) => ask(desk.frankfurt.taxFree, getEvent(id, { headers: { Accept: type } }));

/** What must stand on a form, whatever it is printed on. */
const SAID = [
  'SMITH',
  'JANE',
  '1985-02-03',
  '123456789',
  'GB',
  'Maison Aubert, Haussmann',
  '300,00',
  '50,00',
  '36,00',
  '14,00',
  '2027-02-28',
];

describe('the form as a page', () => {
  it('says everything that customs demand, and nothing in it is run', async () => {
    const { headers, text } = await printed('text/html');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'unsafe-inline';/);
    for (const said of SAID) expect(text).toContain(said);
    expect(text).toContain('Manteau &lt;b&gt;d’été&lt;/b&gt; &amp; co');
  });

  it('carries the id that customs gave as its barcode', async () => {
    const { text } = await printed('text/html');
    expect(text).toContain('<title>FR0123456789</title>');
    expect(text).toMatch(/<svg[\s\S]*<\/svg>/);
  });
});

describe('the form as a PDF', () => {
  it('says the same as the page', async () => {
    const { headers, text } = await printed('application/pdf');
    expect(headers['content-type']).toBe('application/pdf');
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    const texts = pdfTexts(Buffer.from(text, 'base64')).join('\n');
    for (const said of [...SAID, 'FR0123456789', id]) expect(texts).toContain(said);
    expect(texts).toContain('Manteau <b>d’été</b> & co');
  });

  it('has its objects where its table says they are', async () => {
    const bytes = Buffer.from((await printed('application/pdf')).text, 'base64');
    const objects = pdfObjects(bytes);
    expect(objects.length).toBeGreaterThanOrEqual(6);
    objects.forEach((object, i) => {
      expect(object.startsWith(`${i + 1} 0 obj`)).toBe(true);
    });
  });

  it('goes on over as many pages as its articles need, and loses none', async () => {
    const lines = Array.from({ length: 150 }, (_, i) => ({ ...COAT, quantity: 1, label: `Article ${i + 1}.` }));
    const { id: long } = await issuedForm(desk, ...lines.map((line, i) => ({ ...line, gtin: gtinOf(i) })));
    const { text } = await ask(desk.paris.taxFree, getEvent(long, { headers: { accept: 'application/pdf' } }));
    const texts = pdfTexts(Buffer.from(text, 'base64'));
    expect(texts.filter((said) => said.startsWith('Article '))).toHaveLength(150);
    expect(pdfObjects(Buffer.from(text, 'base64')).filter((object) => object.includes('/Type /Page '))).toHaveLength(4);
  });
});

/** Many articles, as many of one would look like trade. */
function gtinOf(i: number): string {
  const digits = String(400_000_000_000 + i);
  const sum = [...digits].reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0);
  return digits + String((10 - (sum % 10)) % 10);
}

describe('what names the traveller', () => {
  it('stands in no item of a table, no log line and no answer but the printed form', async () => {
    const { number } = await desk.sold(COAT);
    const own = newFormId();
    const counter = desk.open();
    const answers = [
      await ask(counter.taxFree, putEvent(own, formRequest(number))),
      await ask(counter.taxFree, getEvent(own)),
      await ask(counter.taxFree, putEvent(own, { ...formRequest(number), residence: 'US' })),
      await ask(counter.taxFree, putEvent(newFormId(), formRequest(number))),
    ];
    const { lines, troubles, work } = counter;
    const record = await work.forms.read(own);
    const kept = JSON.stringify({ ...record, attempts: [...(record?.attempts ?? [])] }, (_, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
    const everything = [...answers.map(({ text }) => text), JSON.stringify(lines), JSON.stringify(troubles), kept];
    for (const text of everything) expect(text).not.toMatch(/SMITH|JANE|123456789[^0-9]|1985-02-03|850203/);
  });

  it('opens for its own form and field alone', async () => {
    const { openPersonal } = await import('../../../lambdas/shared/form-work/field-cipher.ts');
    const form = await desk.form(id);
    const { keys } = desk.paris.work;
    if (form.personal === undefined) throw new Error('nothing sealed');
    const { keyId, fields } = form.personal;
    const swapped = { keyId, fields: { ...fields, surname: fields.givenNames ?? new Uint8Array() } };
    await expect(openPersonal(keys, newFormId(), form.personal)).rejects.toThrow();
    await expect(openPersonal(keys, id, swapped)).rejects.toThrow();
    await expect(openPersonal(keys, id, form.personal)).resolves.toMatchObject({ surname: 'SMITH' });
  });

  it('stays readable, and its request known again, after the key was changed', async () => {
    const { number } = await desk.sold(COAT);
    const own = newFormId();
    const event = putEvent(own, formRequest(number));
    await ask(desk.paris.taxFree, event);
    desk.keyId = 'key-2';
    expect(await ask(desk.frankfurt.taxFree, event)).toMatchObject({ status: 200 });
    const { text } = await ask(desk.paris.taxFree, getEvent(own, { headers: { accept: 'text/html' } }));
    expect(text).toContain('SMITH');
    desk.keyId = 'key-1';
  });

  it('is not printed any more once it was erased', async () => {
    const { id: old } = await issuedForm(desk);
    await registered(desk.paris, old);
    const then = desk.clock.now().toISOString();
    desk.clock.to('2033-01-01T00:00:00Z');
    await desk.paris.work.forms.erase(old, desk.clock.now());
    desk.clock.to(then);
    const answer = await ask(desk.paris.taxFree, getEvent(old, { headers: { accept: 'application/pdf' } }));
    expect(answer).toMatchObject({ status: 410, type: 'form-erased' });
    expect(await ask(desk.paris.taxFree, getEvent(old))).toMatchObject({ status: 200 });
  });
});
