import type { MorningReport, TableTrend } from '../../domain/morning/report.ts';
import type { MorningRow, Verdict } from '../../domain/morning/row.ts';
import { PRIVATE_META } from '../shared/content-policy.ts';
import { html, row } from '../shared/html.ts';
import { plot } from './plot.ts';
import { forecastWords, moment, seconds, settingsWords, size, totalsWords } from './words.ts';

const DAY_MS = 86_400_000;
const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

const minutes = (value: number): number => Math.round(value / 0.6) / 100;

function trendPlot({ kind, days, forecast }: TableTrend, budget_s: number): string {
  const series = (label: string, style: string, of: (day: TableTrend['days'][number]) => number) => ({
    ...{ label, style },
    points: days.map((day) => [dayOf(day.date), of(day)] as const),
  });
  const says = `<h2>${html(kind)}: ${html(forecastWords(forecast))}</h2>`;
  if (days.length === 0) return `${says}<p>not restored in the last 60 days</p>`;
  const time = plot({
    ...{ title: 'until it was back and checked', unit: 'min', dateOf },
    limit: { label: 'budget', value: minutes(budget_s) },
    series: [
      series('back and checked', 'ready', ({ ready_s }) => minutes(ready_s)),
      series('restored', 'restore', ({ restore_s }) => minutes(restore_s)),
    ],
  });
  const growth = plot({
    ...{ title: 'size of the backup', unit: 'MB', dateOf },
    series: [series('size', 'size', ({ size_bytes }) => Math.round(size_bytes / 1e4) / 100)],
  });
  return `${says}<section aria-label="${html(kind)}">${time}${growth}</section>`;
}

/** What somebody must look at stands first. */
const WORST_FIRST: readonly Verdict[] = ['bad', 'not-tested', 'good-but-late', 'good'];
const byVerdict = (one: MorningRow, other: MorningRow): number =>
  WORST_FIRST.indexOf(one.verdict) - WORST_FIRST.indexOf(other.verdict);

/** A recovery point, and below it why it is not good. */
function ledgerRow(one: MorningRow): string {
  const why = [...one.says, ...one.findings.map(({ law, item, says }) => `${law}: ${item}: ${says}`)];
  const settings = [...(one.reapply ?? []), ...(one.impossible ?? [])];
  const again = settings.length
    ? `<details><summary>settings</summary>${settings.map(html).join('<br>')}</details>`
    : '';
  const cells = [one.absent ? 'ABSENT' : one.verdict, one.vault, one.kind, one.rule ?? 'on demand', moment(one.slot)];
  const measures = [moment(one.taken_at), size(one.size_bytes), seconds(one.restore_s), seconds(one.check_s)];
  const filled = row(...[...cells, ...measures].map(html), again);
  const below = `<tr class="why"><td></td><td colspan="${HEAD.length - 1}">${why.map(html).join('<br>')}</td></tr>`;
  const verdict = one.absent ? 'bad' : one.verdict;
  return filled.replace('<tr>', `<tr class="${verdict}">`) + (why.length > 0 ? below : '');
}

const HEAD = [
  'verdict',
  'vault',
  'table',
  'rule',
  'promised for',
  'taken at',
  'size',
  'restored in',
  'checked in',
  'to set again',
];

const STYLE = [
  'body{font:15px/1.5 system-ui,sans-serif;max-width:78rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}',
  'table{border-collapse:collapse;width:100%;font-size:.85rem}td,th{padding:.2rem .5rem;text-align:left;border-bottom:1px solid #ddd;vertical-align:top;white-space:nowrap}td:last-child{white-space:normal}tr:has(+.why) td{border:0}',
  '.bad td:first-child,.red{background:#b00020;color:#fff}.not-tested td:first-child{background:#6b4fa0;color:#fff}',
  '.good-but-late td:first-child,.amber{background:#e8a200}.good td:first-child,.green{background:#1b7f3b;color:#fff}',
  'h1 span{padding:0 .6rem;border-radius:.3rem}section{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(24rem,100%),1fr));gap:1rem}h2{font-size:1rem;margin:2rem 0 .5rem}',
  'figure{margin:0}figcaption span{margin-left:.8rem}figcaption span::before{content:"\\25cf  "}svg{width:100%;height:auto}text{font-size:11px;fill:#555}.grid{stroke:#eee}.line{fill:none;stroke:currentColor;stroke-width:2}circle{fill:currentColor}',
  '.ready{color:#1f4e9c}.restore{color:#6fa8dc}.size{color:#444}.limit{color:#b00020}.limit text{fill:#b00020}',
].join('');

/** A morning as one page that needs nothing else: what was promised and what came of it, red where something is absent, and the trend. */
export function morningPage(report: MorningReport): string {
  const { date, region, colour, budget_s, settings, copies, leftovers, tables, rows, run, run_started_at, ended_at } =
    report;
  const lag = copies.map(({ kind, age_hours }) => `${kind} ${age_hours} h`).join(', ');
  const facts = [
    totalsWords(report),
    ...settingsWords(settings),
    ...(lag ? [`newest copies in the tape: ${lag} old`] : []),
  ];
  const left = leftovers.map((table) => `left over: ${table}`);
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${PRIVATE_META}<title>Restore test ${html(`${date} ${region}`)}</title><style>${STYLE}</style></head>
<body>
<h1>Restore test of ${html(date)}, ${html(region)} <span class="${colour}">${colour}</span></h1>
<ul>${[...facts, ...left].map((fact) => `<li>${html(fact)}</li>`).join('')}</ul>
<table><thead><tr>${HEAD.map((title) => `<th>${title}</th>`).join('')}</tr></thead><tbody>${rows.toSorted(byVerdict).map(ledgerRow).join('\n')}</tbody></table>
${tables.map((trend) => trendPlot(trend, budget_s)).join('\n')}
<footer>${html(run)}, from ${html(run_started_at)} to ${html(ended_at)}, budget ${seconds(budget_s)} a table.</footer>
</body>
</html>
`;
}
