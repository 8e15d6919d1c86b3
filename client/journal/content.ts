import { canBeTorn, goodLines, lineAt, type Numbered } from './line.ts';

/**
 * The journal is not what was acknowledged: a damaged disk, or a foreign hand. Nothing of it was changed. A person decides: see "Replace
 * a till" in docs/runbooks.md.
 */
export class JournalDamaged extends Error {
  override readonly name = 'JournalDamaged';
  /** Every record that is still as it was written, in the order in which they stand. */
  readonly salvaged: readonly Numbered[];

  constructor(what: string, salvaged: readonly Numbered[]) {
    super(`${what}; ${readable(salvaged)}`);
    this.salvaged = salvaged;
  }
}

/** For instance "records 1–11, 13 can be read". */
function readable(records: readonly Numbered[]): string {
  const runs: [number, number][] = [];
  for (const { index } of records) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] + 1 === index) run[1] = index;
    else runs.push([index, index]);
  }
  if (runs.length === 0) return 'no record can be read';
  return `records ${runs.map(([from, to]) => (from === to ? from : `${from}–${to}`)).join(', ')} can be read`;
}

/** What a journal's bytes hold. */
export interface JournalContent {
  records: Numbered[];
  /** How many bytes of them stand in the file; what a power cut tore begins there. */
  length: number;
}

/** What is wrong behind the last good line, if anything is. */
function damage(bytes: Buffer, { records, length }: JournalContent, acknowledged: number): string | undefined {
  const last = records.at(-1)?.index ?? 0;
  const rest = bytes.subarray(length);
  const next = lineAt(bytes, length);
  if (next !== undefined) return `at byte ${length} stands record ${next.index} where record ${last + 1} belongs`;
  if (last < acknowledged)
    return rest.length === 0
      ? `record ${last + 1} is gone: records up to ${acknowledged} were acknowledged`
      : `record ${last + 1} at byte ${length} is not as it was written`;
  if (rest.length === 0 || canBeTorn(rest)) return undefined;
  return `record ${last + 1} at byte ${length} is not as it was written`;
}

/**
 * Reads a journal's bytes.
 *
 * A last record that a power cut tore is left out: its write was never acknowledged, so nobody was told of it. It is recognised by its
 * shape (`canBeTorn`), and never is what is known to have been acknowledged, or what has something behind it.
 *
 * @param acknowledged the highest place that is known to have been acknowledged, 0 when none is
 * @throws JournalDamaged for everything else that is not a row of good records without a gap
 */
export function readContent(bytes: Buffer, acknowledged = 0): JournalContent {
  const content: JournalContent = { records: [], length: 0 };
  for (let line = lineAt(bytes, 0); line !== undefined; line = lineAt(bytes, content.length)) {
    const before = content.records.at(-1);
    if (before !== undefined && line.index !== before.index + 1) break;
    content.records.push({ index: line.index, record: line.record });
    content.length = line.end;
  }
  const what = damage(bytes, content, acknowledged);
  if (what !== undefined) throw new JournalDamaged(what, goodLines(bytes, 0));
  return content;
}
