import { KINDS, type Kind, type Tables } from '../../../domain/tables.ts';
import { type FieldKeys, openPersonal } from '../../shared/form-work/field-cipher.ts';
import { formRecord } from '../../shared/form-work/form-record.ts';
import type { Row, Rows } from '../mask/rows.ts';
import { type Known, knownOfForm, knownOfReceipt, knownOfRegistry } from './known.ts';
import { type Leaf, leavesOf } from './leaves.ts';

/** Something of the original that stands in a clone. It says where and what kind of thing it is, never the thing itself. */
export interface Leak {
  table: string;
  /** `<pk>/<sk>`. */
  item: string;
  /** Path of the attribute. */
  at: string;
  what: string;
}

export interface ScanReport {
  /** Values of the original that were looked for. */
  known: number;
  /** Items of the clone that were looked through, and texts in them. */
  items: number;
  texts: number;
  leaks: readonly Leak[];
  leaks_count: number;
}

export interface ScanInput {
  rows: Rows;
  original: Tables;
  clone: Tables;
  /** Open what the original's forms and what the clone's forms hold. */
  originalKeys: FieldKeys;
  cloneKeys: FieldKeys;
}

/** How many leaks are named; beyond, they are counted. */
const MOST_LEAKS = 20;

/** From this length on, a value is also looked for inside a longer text. */
const WORD_LENGTH = 6;

async function* itemsOf(rows: Rows, table: string): AsyncGenerator<Row> {
  let next: Row | undefined;
  do {
    const page = await rows.scan(table, {}, next);
    yield* page.rows;
    next = page.next;
  } while (next !== undefined);
}

async function knownOf({ rows, original, originalKeys }: ScanInput): Promise<Known> {
  const known: Known = new Map();
  for await (const row of itemsOf(rows, original.ledger)) knownOfReceipt(row, known);
  for await (const row of itemsOf(rows, original['tax-free'])) await knownOfForm(row, known, originalKeys);
  for await (const row of itemsOf(rows, original.devices)) knownOfRegistry(row, known);
  return known;
}

/** What a text is of the original, as a whole or by a word in it. */
function recognised({ text }: Leaf, known: Known): string | undefined {
  const whole = known.get(text);
  if (whole !== undefined) return whole;
  for (const pattern of [/[^A-Za-z0-9_.-]+/, /[^A-Za-z0-9]+/])
    for (const word of text.split(pattern)) {
      const found = word.length >= WORD_LENGTH ? known.get(word) : undefined;
      if (found !== undefined) return found;
    }
  return undefined;
}

/** The texts of an item, those closed by the clone's key opened. */
async function textsOf(row: Row, keys: FieldKeys): Promise<Leaf[]> {
  const leaves = [...leavesOf(row)];
  const form = row.pk?.S?.startsWith('FORM#') ? formRecord(row) : undefined;
  if (form?.personal === undefined) return leaves;
  const personal = await openPersonal(keys, form.formId, form.personal);
  return [...leaves, ...Object.entries(personal).map(([field, text]) => ({ path: `/personal/${field}`, text }))];
}

/**
 * Looks for anything of an original in every attribute of a clone: names, passport numbers, advisors, what people wrote, references of
 * payments and cards, ids of forms, devices, keys, secrets and signatures; in what is deflated and in what is encrypted as well.
 */
export async function scanClone(input: ScanInput): Promise<ScanReport> {
  const known = await knownOf(input);
  const leaks: Leak[] = [];
  const report = { known: known.size, items: 0, texts: 0, leaks_count: 0 };
  const lookThrough = async (kind: Kind, row: Row): Promise<void> => {
    const texts = await textsOf(row, input.cloneKeys);
    report.items += 1;
    report.texts += texts.length;
    for (const leaf of texts) {
      const what = recognised(leaf, known);
      if (what === undefined) continue;
      report.leaks_count += 1;
      if (leaks.length < MOST_LEAKS)
        leaks.push({ table: input.clone[kind], item: `${row.pk?.S}/${row.sk?.S}`, at: leaf.path, what });
    }
  };
  for (const kind of KINDS)
    for await (const row of itemsOf(input.rows, input.clone[kind])) await lookThrough(kind, row);
  return { ...report, leaks };
}
