import { createHash } from 'node:crypto';
import { formatReceiptNumber, parseReceiptNumber } from '../../../domain/receipt-number.ts';

type Fields = Record<string, unknown>;
export interface Answer {
  status: number;
  body: unknown;
}

interface Stored {
  path: string;
  bytes: string;
  entry: Fields & { sequence: number; kind: string };
  token: string;
}

const hash = (text: string) => createHash('sha256').update(text).digest('base64url');
const problem = (status: number, name: string, more: Fields = {}): Answer => ({
  status,
  body: { type: `urn:permanence:problem:${name}`, title: name, status, ...more },
});

/** The one logical copy of the ledger behind both Regions: the PUT contract with tokens that only it understands. */
export class ChainLedger {
  readonly chains = new Map<string, Stored[]>();
  /** As a service whose rules were mended. */
  refusesNobody = false;
  /** How many requests wrote something. */
  writes = 0;

  chain(till: string): Stored[] {
    const found = this.chains.get(till) ?? [];
    this.chains.set(till, found);
    return found;
  }

  handle(method: string, path: string, body: string): Answer {
    const [, store, till, what = '', at = '', , number] =
      /^\/v1\/stores\/(\w+)\/tills\/(\w+)\/(\w+)(?:\/([\w-]+))?(\/duplicates\/(\d+))?$/.exec(path) ?? [];
    if (store === undefined || till === undefined) return this.#read(path);
    if (what === 'head') return { status: 200, body: this.#head(`${store}/${till}`) };
    if (what === 'report') return { status: 200, body: { from: 1, to: this.chain(`${store}/${till}`).length } };
    if (method !== 'PUT') return problem(404, 'not-found');
    // whether it was handed out before an answer is no part of what a replay is compared by
    const { chainToken, offline: _, ...content } = JSON.parse(body) as Fields & { chainToken?: string };
    const bytes = JSON.stringify({ ...content, chainToken });
    const shape = { receipts: {}, closings: { kind: 'closing', period: at } }[what] ?? {};
    const duplicate = number ? { kind: 'duplicate', number: Number(number) } : {};
    const entry = { sequence: Number(at), ...content, ...shape, ...duplicate } as Stored['entry'];
    return this.#put(`${store}/${till}`, { path, bytes, entry, token: '' }, chainToken);
  }

  #put(till: string, draft: Stored, chainToken: string | undefined): Answer {
    const chain = this.chain(till);
    const { sequence } = draft.entry;
    const there = chain[sequence - 1];
    if (there?.bytes === draft.bytes && there.path === draft.path) return this.#recorded(till, there, 200);
    if (there) return problem(409, 'sequence-taken');
    if (chain.length !== sequence - 1 || chainToken !== chain.at(-1)?.token)
      return problem(412, 'chain-moved', { head: this.#head(till) });
    const refusal = this.#refusal(draft);
    if (refusal) return refusal;
    const stored = { ...draft, token: `t.${till}.${sequence}.${hash(draft.bytes + chainToken)}` };
    chain.push(stored);
    this.writes += 1;
    return this.#recorded(till, stored, 201);
  }

  #refusal({ path, entry }: Stored): Answer | undefined {
    if (this.refusesNobody) return undefined;
    if (entry.kind === 'sale' && entry.operator === 'refuse-me') return problem(422, 'rule-broken');
    if (entry.kind === 'duplicate' && entry.number !== this.#duplicates(path) + 1)
      return problem(409, 'duplicate-out-of-order');
    if (entry.kind !== 'return') return undefined;
    const original = this.find(String(entry.original));
    if (original === undefined) return problem(404, 'receipt-unknown');
    return this.#returned(String(entry.original)) + quantity(entry) > quantity(original.entry)
      ? problem(409, 'return-exceeds-remaining')
      : undefined;
  }

  all(): Stored[] {
    return [...this.chains.values()].flat();
  }

  #duplicates(path: string): number {
    const receipt = path.replace(/\d+$/, '');
    return this.all().filter((each) => each.entry.kind === 'duplicate' && each.path.startsWith(receipt)).length;
  }

  #returned(original: string): number {
    return this.all()
      .filter(({ entry }) => entry.kind === 'return' && entry.original === original)
      .reduce((sum, { entry }) => sum + quantity(entry), 0);
  }

  find(receiptNumber: string): Stored | undefined {
    const place = parseReceiptNumber(receiptNumber);
    return place && this.chain(`${place.store}/${place.till}`)[place.sequence - 1];
  }

  #head(till: string): Fields {
    const last = this.chain(till).at(-1);
    return last ? { sequence: last.entry.sequence, chainToken: last.token } : { sequence: 0 };
  }

  #recorded(till: string, { entry, token }: Stored, status: number): Answer {
    const [store = '', name = ''] = till.split('/');
    const receiptNumber = formatReceiptNumber({ store, till: name, sequence: entry.sequence });
    return { status, body: { receiptNumber, entry, hash: '', signature: '', chainToken: token } };
  }

  #read(path: string): Answer {
    if (path.startsWith('/v1/health')) return { status: 200, body: { status: 'ok', region: 'test' } };
    const number = /^\/v1\/receipts\/([\w-]+)$/.exec(path)?.[1] ?? '';
    const stored = this.find(number);
    const place = parseReceiptNumber(number);
    if (!stored || !place) return problem(404, 'receipt-unknown');
    const { body } = this.#recorded(`${place.store}/${place.till}`, stored, 200);
    const duplicates = this.#duplicates(`${stored.path}/duplicates/1`);
    return { status: 200, body: { ...(body as Fields), remaining: [], returns: [], duplicates } };
  }
}

const quantity = ({ lines }: Fields): number =>
  (lines as { quantity: number }[]).reduce((sum, l) => sum + l.quantity, 0);
