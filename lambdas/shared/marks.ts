import type { Marks } from '../../domain/laws/goods.ts';
import type { Left } from '../../domain/return.ts';
import { ALL_LEFT, GOODS_REVISION, heldLines } from './ledger-item.ts';

/** A value as each reader of items brings it, its bytes left out. */
interface MarkValue {
  S?: string | undefined;
  N?: string | undefined;
  M?: Record<string, MarkValue> | undefined;
}

const count = (value: MarkValue | undefined): number => Number(value?.N ?? Number.NaN);

function leftOf(value: MarkValue | undefined): Marks['left'] {
  if (value?.S === ALL_LEFT) return 'all';
  const lines = Object.entries(value?.M ?? {}).map(([line, { M = {} }]): [number, Left] => [
    Number(line),
    { quantity: count(M.quantity), amount: count(M.amount), unit: count(M.unit) },
  ]);
  return new Map(lines);
}

function claimOf(claim: MarkValue | undefined): { claim?: NonNullable<Marks['claim']> } {
  if (claim === undefined) return {};
  const { form, at, others, lines } = claim.M ?? {};
  const held = lines?.S === undefined ? {} : { lines: heldLines(lines.S) };
  return { claim: { form: form?.S ?? '', at: at?.S ?? '', others: others?.S?.split(' ') ?? [], ...held } };
}

const KNOWN = new Set(['pk', 'sk', 'entry', 'signature', 'left', 'claim', GOODS_REVISION]);

/** What stands beside an entry, and what of it no handler writes. */
export function marksOf(item: Readonly<Record<string, object>>): Marks {
  const values = item as Readonly<Record<string, MarkValue>>;
  const returns = new Map<string, string>();
  const duplicates = new Map<number, string>();
  const releasedBy = new Set<string>();
  const unknown: string[] = [];
  for (const [name, value] of Object.entries(values)) {
    if (KNOWN.has(name)) continue;
    const [prefix = ''] = name.split('#', 1);
    const rest = name.slice(prefix.length + 1);
    if (prefix === 'return' && value.S !== undefined) returns.set(rest, value.S);
    else if (prefix === 'duplicate' && /^[1-9]\d*$/.test(rest)) duplicates.set(Number(rest), value.S ?? '');
    else if (prefix === 'released') releasedBy.add(rest);
    else unknown.push(name);
  }
  const goodsRevision = Number(values[GOODS_REVISION]?.N ?? 0);
  return {
    left: leftOf(values.left),
    returns,
    goodsRevision,
    duplicates,
    releasedBy,
    unknown,
    ...claimOf(values.claim),
  };
}
