import { specimenPassport } from '../../domain/passport/specimen.ts';
import type { NamedHttp } from '../shared/named-http.ts';
import type { TillDevice } from './device.ts';

/** One request of a round and how it ended. */
export interface RoundStep {
  step: 'head' | 'sale' | 'replay' | 'return' | 'quote';
  ok: boolean;
  took_ms: number;
  /** Status of the answer; absent when none came. */
  status?: number;
  /** The address that the name led to. */
  address?: string;
  /** Why it is not well: the problem's type, or what went wrong on the way. */
  why?: string;
}

export interface RoundParts {
  http: NamedHttp;
  /** Base address that everything is sent to, without a slash at the end. */
  url: string;
  till: TillDevice;
  now(): Date;
  /** How long one request may take: as long as a till waits for a Region. */
  timeout_ms: number;
}

/** 3 × 100.00 at 20 %: above the least amount of a form. */
const COAT = { gtin: '4006381333931', label: 'Synthetic', quantity: 3, unitPrice: 10_000, vatRate: 2000 };
/** No word of this program: a scan of a clone looks for it, and the name of a secret is no payment. */
const REFERENCE = 'synthetic.payment';

type Body = Record<string, unknown>;

interface Answered {
  status: number;
  text: string;
}

function parsed(text: string): Body {
  try {
    return Object(JSON.parse(text)) as Body;
  } catch {
    return {};
  }
}

/** What a store does in a minute, through one address: a sale, the same sale again, a quote for it, and its return. */
export class Round {
  readonly steps: RoundStep[] = [];
  readonly #parts: RoundParts;

  constructor(parts: RoundParts) {
    this.#parts = parts;
  }

  /** Stops at the first request that is not answered as it must be: what follows would say nothing more. */
  async run(): Promise<RoundStep[]> {
    const { store, till } = this.#parts.till;
    const chain = `/v1/stores/${store}/tills/${till}`;
    const head = await this.#ask('head', 'GET', `${chain}/head`);
    if (head === undefined) return this.steps;
    const { sequence = 0, chainToken } = parsed(head.text) as { sequence?: number; chainToken?: string };
    const moment = { time: this.#parts.now().toISOString().replace('Z', '+00:00'), operator: REFERENCE };
    const at = (place: number): string => `${chain}/receipts/${place}`;
    const sale = { ...moment, ...this.#sale(), ...(chainToken === undefined ? {} : { chainToken }) };
    const sold = await this.#ask('sale', 'PUT', at(sequence + 1), sale);
    if (sold === undefined) return this.steps;
    const receipt = parsed(sold.text) as { receiptNumber: string; chainToken: string };
    if (!(await this.#replays(at(sequence + 1), sale, sold))) return this.steps;
    if ((await this.#ask('quote', 'POST', '/v1/tax-free/quotes', this.#quote(receipt.receiptNumber))) === undefined)
      return this.steps;
    const back = { ...moment, ...this.#return(receipt.receiptNumber), chainToken: receipt.chainToken };
    await this.#ask('return', 'PUT', at(sequence + 2), back);
    return this.steps;
  }

  #sale = () => ({ kind: 'sale', lines: [COAT], tenders: [{ type: 'card', amount: 30_000, reference: REFERENCE }] });

  #return = (original: string) => ({
    kind: 'return',
    original,
    lines: [{ line: 1, quantity: 3, amount: 30_000 }],
    tenders: [{ type: 'card', amount: 30_000, reference: REFERENCE }],
  });

  #quote = (number: string) => ({
    receipts: [{ number }],
    mrz: specimenPassport(this.#parts.now()),
    residence: 'GB',
    declarations: { residence: true, proofOfResidence: true, stayUnderSixMonths: true },
    language: 'en',
  });

  /** The same sale again is answered with the receipt as it was stored, byte for byte. */
  async #replays(path: string, sale: object, first: Answered): Promise<boolean> {
    const again = await this.#ask('replay', 'PUT', path, sale);
    if (again === undefined) return false;
    const same = again.status === 200 && again.text === first.text;
    const last = this.steps.at(-1);
    if (!same && last !== undefined) Object.assign(last, { ok: false, why: 'a replay got another receipt' });
    return same;
  }

  async #ask(step: RoundStep['step'], method: 'GET' | 'PUT' | 'POST', path: string, body?: object) {
    const { http, url, till, timeout_ms } = this.#parts;
    const headers = { authorization: `Bearer ${till.bearer()}`, 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await http.call({ method, url: url + path, headers, timeout_ms, ...sent });
    const address = answer.address === undefined ? {} : { address: answer.address };
    if (!('status' in answer)) {
      this.steps.push({ step, ok: false, took_ms: answer.took_ms, ...address, why: answer.failure });
      return undefined;
    }
    const { status, took_ms, body: text } = answer;
    const ok = status === 200 || status === 201;
    const why = ok ? {} : { why: String(parsed(text).type ?? status) };
    this.steps.push({ step, ok, took_ms, status, ...address, ...why });
    return ok ? { status, text } : undefined;
  }
}
