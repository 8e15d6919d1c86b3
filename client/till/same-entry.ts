import { isDeepStrictEqual } from 'node:util';
import type { Entry } from './entry.ts';

type Fields = Record<string, unknown>;

/** What the ledger takes over from a request as it is; the rest (totals, padded GTINs) it works out. */
const TAKEN_OVER = ['time', 'operator', 'original', 'reason', 'tenders', 'discount', 'customerResidence'] as const;

const quantities = (fields: Fields): unknown =>
  Array.isArray(fields.lines) ? fields.lines.map((line: Fields) => line.quantity) : undefined;

function addressed({ kind, path }: Entry): Fields {
  const last = path.split('/').at(-1) ?? '';
  if (kind === 'duplicate') return { number: Number(last) };
  if (kind === 'closing') return { period: last };
  return {};
}

/** Whether an entry that the ledger holds at this sequence is the one this till wrote down. */
export function isSameEntry(entry: Entry, stored: Fields): boolean {
  const ours: Fields = { ...entry.content };
  const taken = TAKEN_OVER.filter((field) => field in ours);
  return (
    stored.kind === entry.kind &&
    stored.sequence === entry.sequence &&
    taken.every((field) => isDeepStrictEqual(ours[field], stored[field])) &&
    (entry.kind === 'closing' || isDeepStrictEqual(quantities(ours), quantities(stored))) &&
    Object.entries(addressed(entry)).every(([field, value]) => stored[field] === value)
  );
}
