import { randomBytes } from 'node:crypto';
import type { Finding } from '../../../domain/laws/finding.ts';
import { specimenPassport } from '../../../domain/passport/specimen.ts';
import { FORM_ID_BYTES, formId } from '../../../domain/tax-free/form-id.ts';
import type { ServeAnswer } from '../events.ts';
import { SYNTHETIC_STORE } from '../ledger/live-end.ts';
import { Findings } from '../tally.ts';
import { type Answer, ask, type Request } from './ask.ts';
import { type Ground, openShop, type Shop } from './shop.ts';

const RECEIPT = '/v1/stores/{store}/tills/{till}/receipts/{sequence}';
const FORM = '/v1/tax-free/forms/{formId}';

/** 3 × 100.00 at 20 %: above the least amount of a form, below the ceiling for credit before customs. */
const COAT = { gtin: '4006381333931', label: 'Manteau', quantity: 3, unitPrice: 10_000, vatRate: 2000 };
const SALE = { kind: 'sale', lines: [COAT], tenders: [{ type: 'card', amount: 30_000, reference: 'boot-check' }] };

/** A till of the synthetic store that has never sold: every check is a new one, so that a check can be repeated. */
const newTill = (): string => randomBytes(3).toString('hex').toUpperCase();

interface Recorded {
  receiptNumber: string;
  chainToken: string;
}

/** One day of a store in a minute, and what went wrong in it. */
function createDay(shop: Shop, now: Date, findings: Findings) {
  const till = newTill();
  const device = (role: 'till' | 'kiosk') => ({
    deviceId: `${SYNTHETIC_STORE}-${till}`,
    role,
    store: SYNTHETIC_STORE,
    till,
  });
  const moment = { time: now.toISOString().replace('Z', '+00:00'), operator: 'boot-check' };

  function expect(what: string, { status, text }: Answer, ...wanted: number[]): string | undefined {
    if (wanted.includes(status)) return text;
    const { type = '', detail = '' } = JSON.parse(text) as { type?: string; detail?: string };
    findings.add({
      law: `serves-${what}`,
      item: `${SYNTHETIC_STORE}/${till}`,
      says: `the handler answered ${status} ${type} ${detail}`.trim(),
    });
    return undefined;
  }

  const receipt = (sequence: number, content: object, chainToken?: string): Request => ({
    method: 'PUT',
    resource: RECEIPT,
    path: { store: SYNTHETIC_STORE, till, sequence: String(sequence) },
    device: device('till'),
    body: { ...moment, ...content, ...(chainToken === undefined ? {} : { chainToken }) },
  });

  async function record(
    what: string,
    sequence: number,
    content: object,
    after?: Recorded,
  ): Promise<Recorded | undefined> {
    const text = expect(
      what,
      await ask(sequence === 1 ? shop.checkout : shop.otherCheckout, receipt(sequence, content, after?.chainToken)),
      201,
    );
    return text === undefined ? undefined : (JSON.parse(text) as Recorded);
  }

  async function replay(first: Recorded): Promise<void> {
    const text = expect('replay', await ask(shop.checkout, receipt(1, SALE)), 200);
    if (text === undefined || (JSON.parse(text) as Recorded).chainToken === first.chainToken) return;
    findings.add({ law: 'serves-replay', item: first.receiptNumber, says: 'a replay got another receipt' });
  }

  const asked = (number: string) => ({
    receipts: [{ number }],
    mrz: specimenPassport(now),
    residence: 'GB',
    declarations: { residence: true, proofOfResidence: true, stayUnderSixMonths: true },
    language: 'en',
  });

  async function quote(number: string): Promise<void> {
    const resource = '/v1/tax-free/quotes';
    const text = expect(
      'quote',
      await ask(shop.taxFree, { method: 'POST', resource, path: {}, device: device('kiosk'), body: asked(number) }),
      200,
    );
    if (text !== undefined && (JSON.parse(text) as { eligible?: boolean }).eligible !== true)
      findings.add({ law: 'serves-quote', item: number, says: 'the traveller was not found eligible' });
  }

  /** Issues a form and prints it: personal data are encrypted and opened again by the restored keys. */
  async function form(number: string): Promise<void> {
    const id = formId(randomBytes(FORM_ID_BYTES));
    const body = {
      ...asked(number),
      method: 'card',
      card: { token: 'boot-check', brand: 'visa', lastFour: '0000', shopperReference: 'boot-check' },
      consent: { textVersion: 'boot-check', time: moment.time, language: 'en' },
    };
    const request: Request = { method: 'PUT', resource: FORM, path: { formId: id }, device: device('kiosk'), body };
    if (expect('form', await ask(shop.taxFree, request), 200, 201) === undefined) return;
    const { body: _, ...rest } = request;
    const page = expect('form', await ask(shop.taxFree, { ...rest, method: 'GET', accept: 'text/html' }), 200);
    if (page !== undefined && !page.includes('SPECIMEN'))
      findings.add({
        law: 'serves-form',
        item: `FORM#${id}/FORM`,
        says: 'the printed form does not name its traveller',
      });
  }

  return { record, replay, quote, form };
}

/** A private key that opens and signs, and a public key that is not its half: nobody could check what is signed with it. */
async function keyFindings(shop: Shop): Promise<Finding[]> {
  try {
    const { kid, isRight } = await shop.signingKey();
    const says = 'what is signed with its private key does not fit it';
    return isRight ? [] : [{ law: 'signing-key-wrong', item: `SIGNING-KEYS/${kid} publicKey`, says }];
  } catch (error) {
    const { name } = error as Error;
    return [{ law: 'signing-key-sealed', item: 'SIGNING-KEYS', says: `no signing key opens in this Region: ${name}` }];
  }
}

/**
 * Sells, takes back, quotes and issues a form on a restored set with the handlers that are deployed. Customs are told of the form up to
 * the wire and no further. What it wrote stays in the restored tables.
 */
export async function serve(ground: Ground): Promise<ServeAnswer> {
  const findings = new Findings();
  const shop = openShop(ground);
  const day = createDay(shop, ground.now(), findings);
  findings.add(...(await keyFindings(shop)));
  const first = await day.record('sale', 1, SALE);
  const second = first && (await day.record('sale', 2, SALE, first));
  if (first !== undefined && second !== undefined) {
    await day.replay(first);
    const goods = { lines: [{ line: 1, quantity: 1, amount: 10_000 }], tenders: [{ type: 'cash', amount: 10_000 }] };
    await day.record('return', 3, { kind: 'return', original: first.receiptNumber, ...goods }, second);
    await day.quote(second.receiptNumber);
    await day.form(second.receiptNumber);
    if (shop.refused() === 0)
      findings.add({
        law: 'serves-customs',
        item: 'SECRETS/customs-client',
        says: `the form did not come up to the wire: ${shop.troubles.join(', ')}`,
      });
  }
  return {
    serves: findings.count === 0,
    findings: findings.kept,
    findings_count: findings.count,
    outbound_refused: shop.refused(),
  };
}
