import type { Judged } from './goals.ts';
import type { Figures } from './measurements.ts';

type Row = Record<string, string | number>;

const numeral = (value: string | number): string => (typeof value === 'number' ? value.toLocaleString('en') : value);

/** A table as text: texts to the left, numbers to the right. */
function table(title: string, rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const widths = columns.map((name) => Math.max(name.length, ...rows.map((row) => numeral(row[name] ?? '').length)));
  const line = (cells: readonly string[], right: (place: number) => boolean): string =>
    cells.map((cell, i) => (right(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join('  ');
  const isNumber = (place: number): boolean => typeof rows[0]?.[columns[place] ?? ''] === 'number';
  const body = rows.map((row) =>
    line(
      columns.map((name) => numeral(row[name] ?? '')),
      isNumber,
    ),
  );
  return [`\n${title}`, line(columns, isNumber), ...body].map((text) => text.trimEnd()).join('\n');
}

function requestTables({ ours, baseline, item }: Figures['requests']): string[] {
  const rows = Object.entries({ ours, baseline }).flatMap(([who, { checkout, replay }]) =>
    Object.entries({ checkout, replay }).map(([step, { commands, ...means }]) => ({
      who,
      step,
      ...means,
      commands: commands.join(' '),
    })),
  );
  const bytes = Object.entries(item.attributes)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
  return [
    table('Requests and units of a receipt of 3 lines and one card', rows),
    `Item: ${item.bytes} bytes (largest ${item.bytes_max}: ${bytes}); one write unit holds up to ${item.lines_in_one_unit} lines.`,
  ];
}

const TABLES: { [Name in keyof Figures]: (figure: Figures[Name]) => string[] } = {
  requests: requestTables,
  throughput: (figures) => [
    table(
      'Checkouts a second and waits in ms, rounds in turns',
      figures.map(({ clients, ours, baseline, throughput_ratio, p99_ratio }) => ({
        clients,
        'ours/s': ours.checkouts_per_s,
        'baseline/s': baseline.checkouts_per_s,
        ratio: throughput_ratio,
        'ours p50': ours.p50_ms,
        'baseline p50': baseline.p50_ms,
        'ours p99': ours.p99_ms,
        'baseline p99': baseline.p99_ms,
        'p99 ratio': p99_ratio,
      })),
    ),
  ],
  handler_time: (variants) => [
    table(
      'Handler without the database',
      Object.entries(variants).map(([token, time]) => ({ token, ...time })),
    ),
  ],
  bundle: (figure) => [table('Cold start', [{ ...figure }])],
  growth: (figures) => [
    table(
      'Checkout as the chain grows',
      figures.map((figure) => ({ ...figure })),
    ),
  ],
  verification: (figure) => [table('Offline verification', [{ ...figure }])],
};

/** What a person reads: a table per figure, then each goal and whether it was met. */
export function reportOf(figures: Partial<Figures>, goals: readonly Judged[]): string {
  const tables = <Name extends keyof Figures>(name: Name): string[] => {
    const figure = figures[name];
    return figure === undefined ? [] : TABLES[name](figure);
  };
  const verdicts = goals.map(({ goal, value, limit, met }) => ({
    goal,
    value,
    limit,
    verdict: met ? 'met' : 'MISSED',
  }));
  const texts = (Object.keys(TABLES) as (keyof Figures)[]).flatMap((name) => tables(name));
  return [...texts, table('Goals', verdicts)].join('\n');
}
