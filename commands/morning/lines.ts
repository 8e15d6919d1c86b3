import type { MorningReport } from '../../domain/morning/report.ts';
import type { MorningRow } from '../../domain/morning/row.ts';
import { forecastWords, seconds, settingsWords, size, totalsWords } from '../../lambdas/morning/words.ts';

const COLOURS: Record<string, string> = {
  red: '\u001b[41;97m',
  amber: '\u001b[43;30m',
  green: '\u001b[32m',
  bad: '\u001b[41;97m',
  'not-tested': '\u001b[45;97m',
  'good-but-late': '\u001b[43;30m',
  good: '\u001b[32m',
};

const painted = (text: string, colour: string, coloured: boolean): string =>
  coloured ? `${COLOURS[colour] ?? ''}${text}\u001b[0m` : text;

const HEAD = ['verdict', 'vault', 'table', 'rule', 'promised or taken', 'size', 'restored', 'checked', 'why'];

function cells(row: MorningRow): string[] {
  const { absent, verdict, vault, kind, rule = 'on demand', slot, taken_at = '', says, findings } = row;
  const why = [...says, ...findings.map(({ law, item }) => `${law} ${item}`)].join('; ');
  const measures = [size(row.size_bytes), seconds(row.restore_s), seconds(row.check_s)];
  return [absent ? 'ABSENT' : verdict, vault, kind, rule, slot ?? taken_at, ...measures, why];
}

/** A Region's morning as lines for a terminal: totals, the ledger as a table, when each table will break its budget. */
export function morningLines(report: MorningReport, coloured: boolean): string {
  const table = [HEAD, ...report.rows.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0)));
  const lines = table.map((line, index) => {
    const padded = line.map((cell, column) => cell.padEnd(column === HEAD.length - 1 ? 0 : (widths[column] ?? 0)));
    const [verdict = '', ...rest] = padded;
    const shown = index === 0 ? verdict : painted(verdict, report.rows[index - 1]?.verdict ?? '', coloured);
    return [shown, ...rest].join('  ').trimEnd();
  });
  return [
    `${report.date} ${report.region} ${painted(report.colour.toUpperCase(), report.colour, coloured)}: ${totalsWords(report)}`,
    ...settingsWords(report.settings),
    ...report.leftovers.map((name) => painted(`left over: ${name}`, 'bad', coloured)),
    ...lines,
    ...report.tables.map(({ kind, forecast }) => `${kind}: ${forecastWords(forecast)}`),
    '',
  ].join('\n');
}
