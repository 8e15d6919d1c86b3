import { inflateRawSync } from 'node:zlib';
import type { Marks } from '../../../domain/laws/goods.ts';
import type { Left } from '../../../domain/return.ts';
import type { WireItem, WireValue } from '../tables/wire.ts';

const count = (value: WireValue | undefined): number => Number(value?.N ?? Number.NaN);

const leftOf = (value: WireValue | undefined): Map<number, Left> =>
  new Map(
    Object.entries(value?.M ?? {}).map(([line, { M = {} }]) => [
      Number(line),
      { quantity: count(M.quantity), amount: count(M.amount), unit: count(M.unit) },
    ]),
  );

function claimOf(item: WireItem): { claim?: NonNullable<Marks['claim']> } {
  if (item.claim === undefined) return {};
  const { form, at, others } = item.claim.M ?? {};
  return { claim: { form: form?.S ?? '', at: at?.S ?? '', others: others?.S?.split(' ') ?? [] } };
}

const KNOWN = new Set(['pk', 'sk', 'entry', 'signature', 'left', 'claim']);

/** What stands beside an entry, and what of it no handler writes. */
export function marksOf(item: WireItem): Marks {
  const returns = new Map<string, string>();
  const refused = new Set<string>();
  const duplicates = new Map<number, string>();
  const releasedBy = new Set<string>();
  const unknown: string[] = [];
  for (const [name, value] of Object.entries(item)) {
    if (KNOWN.has(name)) continue;
    const [prefix = ''] = name.split('#', 1);
    const rest = name.slice(prefix.length + 1);
    if (prefix === 'return' && value.S !== undefined) returns.set(rest, value.S);
    else if (prefix === 'refused') refused.add(rest);
    else if (prefix === 'duplicate' && /^[1-9]\d*$/.test(rest)) duplicates.set(Number(rest), value.S ?? '');
    else if (prefix === 'released') releasedBy.add(rest);
    else unknown.push(name);
  }
  return { left: leftOf(item.left), returns, refused, duplicates, releasedBy, unknown, ...claimOf(item) };
}

const bytes = (value: WireValue | undefined): Buffer => Buffer.from(value?.B ?? '', 'base64');

/** The signed text of an item, undefined where it cannot be unpacked, and its signature. */
export function signedOf(item: WireItem): { canonical: string | undefined; signature: Uint8Array } {
  const signature = bytes(item.signature);
  try {
    return { canonical: inflateRawSync(bytes(item.entry)).toString(), signature };
  } catch {
    return { canonical: undefined, signature };
  }
}
