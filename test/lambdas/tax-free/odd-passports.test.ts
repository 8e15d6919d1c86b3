import { beforeAll, describe, expect, it } from 'vitest';
import { printTd1, printTd3 } from '../../domain/passport/printer.ts';
import {
  ask,
  COAT,
  type Desk,
  formOf,
  formRequest,
  getEvent,
  newFormId,
  openDesk,
  putEvent,
  quoteEvent,
  quoteRequest,
} from '../../support/tax-free/desk.ts';

const ADVISOR = { deviceId: 'HAUSSMANN-012', role: 'till', store: 'HAUSSMANN', till: '012' };
const HOLDER = {
  ...{ code: 'P', issuer: 'IND', nationality: 'IND', surname: 'SMITH', givenNames: 'ANITA', number: 'Z1234567' },
  ...{ birth: '850203', sex: 'F', expiry: '310614', optional: '', more: '' },
};

let desk: Desk;
let number: string;
beforeAll(async () => {
  desk = await openDesk();
  ({ number } = await desk.sold(COAT));
});
const quoted = (mrz: string, more: object = {}, device = ADVISOR) =>
  ask(desk.paris.taxFree, quoteEvent({ ...quoteRequest(number), mrz, ...more }, device));

describe('a passport is read', () => {
  it('whose holder has no surname', async () => {
    const mrz = ['P<IND<<ANITA<KUMARI<<<<<<<<<<<<<<<<<<<<<<<<<', 'Z1234567<1IND8502038F3106143<<<<<<<<<<<<<<<6'].join(
      '\n',
    );
    expect((await quoted(mrz)).body).toMatchObject({ eligible: true });
    const id = newFormId();
    const { number: own } = await desk.sold(COAT);
    expect((await ask(desk.paris.taxFree, putEvent(id, { ...formRequest(own), mrz }))).status).toBe(201);
    expect((await ask(desk.paris.taxFree, getEvent(id, { headers: { accept: 'text/html' } }))).text).toContain(
      'ANITA KUMARI',
    );
  });

  it('that never expires', async () => {
    const mrz = printTd1({ ...HOLDER, code: 'I', expiry: '<<<<<<' }).join('\n');
    expect((await quoted(mrz)).body).toMatchObject({ eligible: true });
    const { number: own } = await desk.sold(COAT);
    expect((await ask(desk.paris.taxFree, putEvent(newFormId(), { ...formRequest(own), mrz }))).status).toBe(201);
  });
});

it('a passport that expired before the day of purchase is refused by that reason, whatever else is well', async () => {
  const mrz = printTd3({ ...HOLDER, expiry: '200614' }).join('\n');
  expect((await quoted(mrz)).body).toMatchObject({ eligible: false, reasons: [{ code: 'passport-expired' }] });
  const issued = await ask(desk.paris.taxFree, putEvent(newFormId(), { ...formRequest(number), mrz }));
  expect(issued).toMatchObject({ status: 422, type: 'not-eligible' });
  expect(issued.body.errors).toMatchObject([{ rule: 'passport-expired' }]);
});

describe('somebody of 106', () => {
  const mrz = printTd3({ ...HOLDER, birth: '200203' }).join('\n');
  const stated = { birthDate: '1920-02-03', operator: 'ana' };

  it('reads as a child until staff state the century, and then gets a form that says who stated it', async () => {
    expect((await quoted(mrz)).body).toMatchObject({ eligible: false });
    expect((await quoted(mrz, { stated })).body).toMatchObject({ eligible: true });
    const id = newFormId();
    const issued = await ask(desk.paris.taxFree, putEvent(id, { ...formRequest(number), mrz, stated }, ADVISOR));
    expect(issued.status).toBe(201);
    expect(formOf(issued)).toMatchObject({ stated: { operator: 'ana', fields: ['birthDate'] } });
    const form = await desk.form(id);
    expect(form.content?.stated).toEqual({ operator: 'ana', fields: ['birthDate'] });
    expect(JSON.stringify(form.content)).not.toContain('1920');
  });

  it('cannot be stated to be so at a kiosk, nor against the zone', async () => {
    const kiosk = { deviceId: 'HAUSSMANN-K1', role: 'kiosk', store: 'HAUSSMANN', till: 'K1' };
    expect(await quoted(mrz, { stated }, kiosk)).toMatchObject({ status: 403, type: 'forbidden' });
    const other = await quoted(mrz, { stated: { ...stated, birthDate: '1920-02-04' } });
    expect(other).toMatchObject({ status: 422, type: 'rule-broken' });
    expect(other.body.errors).toMatchObject([{ at: '/stated/birthDate', rule: 'stated-otherwise' }]);
  });
});
