import type { Entry, ReturnContent } from '../chain/entry.ts';
import { goodsFindings, KEPT_RELEASES, type Marks } from '../laws/goods.ts';
import { meansOf, paidBack } from '../means.ts';
import { type Left, leftWithout, wholeOf } from '../return.ts';
import { isMarkOf, markText, readMark, recordedLines } from '../return-mark.ts';

/** A signed entry that says what happened to another one: goods of it came back, or it was printed again. */
export interface Witness {
  /** Receipt number of the entry it is about. */
  original: string;
  /** Its own receipt number. */
  by: string;
  /** What a return says it took. */
  returned?: Pick<ReturnContent, 'lines' | 'tenders'>;
  /** The duplicate's number. */
  duplicate?: number;
}

/** What an entry says of another one; undefined when it says nothing. */
export function witnessOf(entry: Entry, by: string): Witness | undefined {
  if (entry.kind === 'duplicate') return { original: entry.original, by, duplicate: entry.number };
  if (entry.kind !== 'return') return undefined;
  const { lines, tenders } = entry;
  return { original: entry.original, by, returned: { lines, tenders } };
}

/** Whether goods were given back since the backup: then the mark that took them went with them. */
const wereFreed = (backup: Marks, live: Marks): boolean => {
  const came = [...live.returns.keys()].filter((number) => !backup.returns.has(number)).length;
  return live.goodsRevision > backup.goodsRevision + came;
};

/** Whether a sale remembers as many forms that let it go as it keeps, so that older ones went. */
const wereAged = ({ releasedBy }: Marks): boolean => releasedBy.size >= KEPT_RELEASES;

/** A mark that was there and went without what lets it go. */
function lostMark(backup: Marks, live: Marks): string | undefined {
  for (const [number, mark] of backup.returns)
    if (live.returns.get(number) !== mark && !wereFreed(backup, live)) return `the mark of return ${number} is gone`;
  for (const [number, by] of backup.duplicates)
    if (live.duplicates.get(number) !== by) return `the mark of duplicate ${number} is gone`;
  const forgotten = [...backup.releasedBy].find((form) => !live.releasedBy.has(form));
  if (forgotten !== undefined && !wereAged(live)) return `that form ${forgotten} let it go is gone`;
  const form = backup.claim?.form;
  if (form !== undefined && live.claim?.form !== form && !live.releasedBy.has(form) && !wereAged(live))
    return `the claim of form ${form} is gone`;
  return undefined;
}

/**
 * What is wrong with what stands beside a signed entry, that was well when the backup was taken. Marks that came since are no fault, as
 * long as the laws of goods hold.
 *
 * @returns a sentence, or undefined when they moved on as handlers move them
 */
export function marksFault(entry: Entry, backup: Marks, live: Marks): string | undefined {
  const before = new Set(goodsFindings(entry, backup).map(({ law, item }) => `${law} ${item}`));
  const [broken] = goodsFindings(entry, live).filter(({ law, item }) => !before.has(`${law} ${item}`));
  return broken === undefined ? lostMark(backup, live) : `${broken.law}: ${broken.says}`;
}

/** Whether what stands beside an entry knows of a signed entry that is about it: its mark is written before it. */
export const knowsOf = ({ returns, duplicates }: Marks, { by, returned, duplicate }: Witness): boolean => {
  if (returned !== undefined) return isMarkOf(returns.get(by), returned);
  return duplicate === undefined || duplicates.get(duplicate) === by;
};

const isLeft = ({ quantity, amount }: Left): boolean => quantity >= 0 && amount >= 0;

/** What is left of each line after some returns; undefined when they took more than was sold. */
function leftAfter(entry: Entry, returns: ReadonlyMap<string, string>): Marks['left'] | undefined {
  if (entry.kind !== 'sale') return new Map();
  if (returns.size === 0) return 'all';
  const whole = wholeOf(entry);
  const marked = [...returns.values()].map(readMark);
  if (!marked.every((mark) => mark !== undefined)) return undefined;
  const goods = marked.flatMap(({ lines }) => lines);
  const left = leftWithout(whole, goods);
  return goods.every(({ line }) => whole.has(line)) && [...left.values()].every(isLeft) ? left : undefined;
}

/** The mark that a signed return must have left on its sale. */
function markOf(sale: Entry, { lines, tenders }: Pick<ReturnContent, 'lines' | 'tenders'>): string {
  const paid = sale.kind === 'sale' ? paidBack(meansOf(sale), tenders) : [];
  return markText({ lines: recordedLines({ lines }), paid: paid.filter((one) => 'tender' in one) });
}

/** Returns of the backup and of signed entries stand; one that only the live item tells of stands if there is room for it. */
function returnsOf(
  entry: Entry,
  backup: Marks,
  live: Marks | undefined,
  witnesses: readonly Witness[],
): Map<string, string> {
  const signed = witnesses.flatMap(({ by, returned }) =>
    returned === undefined ? [] : [[by, markOf(entry, returned)] as const],
  );
  const freed = live !== undefined && wereFreed(backup, live);
  const kept = [...backup.returns].filter(([number]) => !freed || live.returns.has(number));
  const returns = new Map([...kept, ...signed]);
  for (const [number, mark] of live?.returns ?? []) {
    const wider = new Map(returns).set(number, mark);
    if (leftAfter(entry, wider) !== undefined) returns.set(number, mark);
  }
  return returns;
}

/**
 * What must stand beside an entry that is put back: what the backup had, what signed entries since then tell, and what of the live
 * item's own marks can be true.
 *
 * @param live absent when the item is gone
 */
export function rebuiltMarks(
  entry: Entry,
  backup: Marks,
  live: Marks | undefined,
  witnesses: readonly Witness[],
): Marks {
  const returns = returnsOf(entry, backup, live, witnesses);
  const releasedBy = new Set([...backup.releasedBy, ...(live?.releasedBy ?? [])]);
  const duplicates = new Map(backup.duplicates);
  for (const { duplicate, by } of witnesses) if (duplicate !== undefined) duplicates.set(duplicate, by);
  const revision = Math.max(backup.goodsRevision, live === undefined ? 0 : live.goodsRevision + 1);
  const claim = [live?.claim, backup.claim].find((one) => one !== undefined && !releasedBy.has(one.form));
  return {
    left: leftAfter(entry, returns) ?? backup.left,
    returns,
    // More than whatever a return on its way has seen: it judges anew.
    goodsRevision: returns.size === 0 && backup.goodsRevision === 0 ? 0 : Math.max(revision, returns.size),
    duplicates,
    releasedBy,
    unknown: [],
    ...(claim === undefined ? {} : { claim }),
  };
}
