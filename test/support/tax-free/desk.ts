import { randomBytes } from 'node:crypto';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { inject } from 'vitest';
import type { FormRequest, SaleLine } from '../../../api/generated/contract.ts';
import { FORM_ID_BYTES, formId } from '../../../domain/tax-free/form-id.ts';
import { sweep } from '../../../lambdas/form-sweeper/sweep.ts';
import { createChainReader } from '../../../lambdas/shared/chain-reader.ts';
import type { FormRecord } from '../../../lambdas/shared/form-work/form-record.ts';
import { createFormWork, type FormWork } from '../../../lambdas/shared/form-work/form-work.ts';
import type { WorkLine } from '../../../lambdas/shared/form-work/work-log.ts';
import type { RequestLine } from '../../../lambdas/shared/log.ts';
import type { Route } from '../../../lambdas/shared/routed.ts';
import { createTaxFree } from '../../../lambdas/tax-free/tax-free.ts';
import { apiEvent } from '../events.ts';
import { saleOf } from '../goods.ts';
import { createLink, type Link } from '../link.ts';
import { outsideClient } from '../tables.ts';
import { newTill, recorded, type Till } from '../till.ts';
import { type Answer, ask, openWorld, type World } from '../world.ts';
import { StandingClock } from './clock.ts';
import { type CallFault, Outside } from './outside.ts';
import { createFormTable } from './table.ts';

/** 3 × 100.00 at 20 %: VAT 50.00, of which 36.00 go to the card. */
export const COAT: SaleLine = {
  gtin: '4006381333931',
  label: 'Manteau',
  quantity: 3,
  unitPrice: 10_000,
  vatRate: 2000,
};

/** EUR 36,000.00: the refund of 4,320.00 is above the ceiling for credit before customs. */
export const WATCH: SaleLine = {
  ...COAT,
  label: 'Montre',
  quantity: 1,
  unitPrice: 3_600_000,
  type: 'Montre',
  brand: 'Aubert',
};

export const MRZ = 'P<GBRSMITH<<JANE<<<<<<<<<<<<<<<<<<<<<<<<<<<<\n1234567897GBR8502038F3002038<<<<<<<<<<<<<<08';

const KEYS = new Map([
  ['key-1', new Uint8Array(32).fill(1)],
  ['key-2', new Uint8Array(32).fill(2)],
]);

/** The handlers and workers of one Region, as after a cold start. */
export interface Counter {
  link: Link;
  work: FormWork;
  taxFree: Route;
  lines: RequestLine[];
  troubles: WorkLine[];
  /** Takes up whatever is due. */
  sweep(): Promise<unknown>;
}

export interface Desk {
  world: World;
  table: string;
  clock: StandingClock;
  outside: Outside;
  paris: Counter;
  frankfurt: Counter;
  /** The key that fields are encrypted by from now on. */
  keyId: string;
  open(plan?: (call: number) => CallFault | undefined, onCrash?: () => void): Counter;
  /** A receipt of a new till. */
  sold(...lines: SaleLine[]): Promise<{ till: Till; number: string }>;
  form(id: string): Promise<FormRecord>;
}

/** Two Regions over empty tables, on the day on which the tills of tests sell. */
export async function openDesk(): Promise<Desk> {
  const world = await openWorld();
  const outsider = outsideClient(inject('dynamodb'));
  const table = await createFormTable(outsider);
  const clock = new StandingClock('2026-11-24T11:00:00Z');
  const outside = new Outside();

  function open(plan?: (call: number) => CallFault | undefined, onCrash?: () => void): Counter {
    const link = createLink();
    const lines: RequestLine[] = [];
    const troubles: WorkLine[] = [];
    const key = async (id: string) => ({ id, key: KEYS.get(id) ?? new Uint8Array() });
    const work = createFormWork({
      client: link.client,
      environment: { LEDGER_TABLE: world.ledger, TAX_FREE_TABLE: table, OPERATOR: 'typical' },
      keys: { fieldKey: () => key(desk.keyId), fieldKeyOf: key },
      ...outside.ports(plan, onCrash),
      now: clock.now,
      report: (line) => troubles.push(line),
    });
    const taxFree = createTaxFree({
      work,
      chains: createChainReader(link.client, world.ledger),
      sleep: async (delay_ms) => clock.forward({ seconds: delay_ms / 1000 }),
      log: (line) => lines.push(line),
    });
    return {
      link,
      work,
      taxFree,
      lines,
      troubles,
      sweep: () => sweep({ work, hasTime: () => true, random: () => 0 }),
    };
  }

  const desk: Desk = {
    world,
    table,
    clock,
    outside,
    keyId: 'key-1',
    open,
    get paris() {
      return paris;
    },
    get frankfurt() {
      return frankfurt;
    },
    async sold(...lines) {
      const till = newTill();
      const { body } = await recorded(world.paris, till, saleOf(...lines));
      return { till, number: body.receiptNumber };
    },
    async form(id) {
      const found = await frankfurt.work.forms.read(id);
      if (found === undefined) throw new Error(`no form ${id}`);
      return found;
    },
  };
  const paris = open();
  const frankfurt = open();
  return desk;
}

export const newFormId = (): string => formId(randomBytes(FORM_ID_BYTES));

const KIOSK = { deviceId: 'HAUSSMANN-K1', role: 'kiosk', store: 'HAUSSMANN', till: 'K1' };

export const KIOSK_OF_LILLE = { deviceId: 'LILLE-K1', role: 'kiosk', store: 'LILLE', till: 'K1' };

const FORM = '/v1/tax-free/forms/{formId}';

const declared = { residence: true, proofOfResidence: true, stayUnderSixMonths: true };

export const quoteRequest = (...numbers: string[]) => ({
  receipts: numbers.map((number) => ({ number })),
  mrz: MRZ,
  residence: 'GB',
  declarations: declared,
  language: 'en' as const,
});

/** What a kiosk sends to issue a form on some receipts. */
export const formRequest = (...numbers: string[]): FormRequest => ({
  ...quoteRequest(...numbers),
  method: 'card',
  card: { token: 'token-0001', brand: 'visa', lastFour: '4242', shopperReference: 'shopper-1' },
  consent: { textVersion: '2026-1', time: '2026-11-24T11:59:00+01:00', language: 'en' },
});

type Kiosk = Partial<typeof KIOSK>;

export const quoteEvent = (request: object, kiosk: Kiosk = KIOSK): APIGatewayProxyEvent =>
  apiEvent('POST', '/v1/tax-free/quotes', { device: kiosk, body: request });

export const putEvent = (id: string, request: object, kiosk: Kiosk = KIOSK): APIGatewayProxyEvent =>
  apiEvent('PUT', FORM, { path: { formId: id }, device: kiosk, body: request });

export const getEvent = (
  id: string,
  parts: { query?: Record<string, string>; headers?: Record<string, string> } = {},
  kiosk: Kiosk = KIOSK,
): APIGatewayProxyEvent => apiEvent('GET', FORM, { path: { formId: id }, device: kiosk, ...parts });

export const cancelEvent = (id: string, body: object = {}, kiosk: Kiosk = KIOSK): APIGatewayProxyEvent =>
  apiEvent('POST', `${FORM}/cancellation`, { path: { formId: id }, device: kiosk, body });

/** Another card than that of `formRequest`. */
export const otherCard = (token = 'token-0002') => ({
  card: { token, brand: 'mc', lastFour: '5100', shopperReference: 'shopper-1' },
  consent: { textVersion: '2026-1', time: '2026-11-24T12:05:00+01:00', language: 'en' },
});

export const cardEvent = (id: string, body: object = otherCard(), kiosk: Kiosk = KIOSK): APIGatewayProxyEvent =>
  apiEvent('PUT', `${FORM}/card`, { path: { formId: id }, device: kiosk, body });

const ADVISOR = { deviceId: 'HAUSSMANN-012', role: 'till', store: 'HAUSSMANN', till: '012' };

export const paymentEvent = (id: string, body: object, device: Kiosk = ADVISOR): APIGatewayProxyEvent =>
  apiEvent('PUT', `${FORM}/payment`, { path: { formId: id }, device, body });

/** A form that was issued on a new receipt, and sent to customs. */
export async function issuedForm(
  desk: Desk,
  ...lines: SaleLine[]
): Promise<{ id: string; number: string; till: Till }> {
  const { till, number } = await desk.sold(...(lines.length > 0 ? lines : [COAT]));
  const id = newFormId();
  const answer = await ask(desk.paris.taxFree, putEvent(id, formRequest(number)));
  if (answer.status !== 201) throw new Error(`not issued: ${answer.status} ${answer.text}`);
  return { id, number, till };
}

/** The form of an answer, whose shape is the contract's `Form`. */
export const formOf = ({ text }: Answer): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;

export { type Answer, ask };
