import type { RunNote } from '../../domain/runs/record.ts';
import type { RunReport } from '../../domain/runs/time-line.ts';
import { html, page, row } from '../shared/html.ts';
import { drawing } from './drawing.ts';

const STYLE = `<style>body{max-width:62rem}td+td{text-align:left}th{text-align:left}pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:0}
td,th{padding:.25rem .75rem .25rem 0;vertical-align:top}.verdict{font-size:1.4rem;font-weight:700}</style>`;

const seconds = (value: number | undefined): string => (value === undefined ? '–' : `${value.toFixed(1)} s`);

function figures({ time_line, mode, version, verdict, region, run }: RunReport): string {
  const { total_s, detect_s, people_s, machine_s, budget_s, within_budget } = time_line;
  const judged = within_budget === undefined ? '' : within_budget ? ', within it' : ', over it';
  const rows: [string, string][] = [
    ['Run', html(run)],
    ['Region', html(region)],
    ['Mode', html(mode ?? '–')],
    ['Version', html(version ?? '–')],
    ['Total, from the fault', seconds(total_s)],
    ['Budget', `${seconds(budget_s)}${judged}`],
    ['Until the run began', seconds(detect_s)],
    ['People', seconds(people_s)],
    ['Machine', seconds(machine_s)],
  ];
  return `<p class="verdict">${html(verdict ?? 'not ended')}</p>
<table><caption>Where the time went</caption>${rows.map(([name, value]) => row(name, value)).join('')}</table>`;
}

function stepTable({ time_line: { steps } }: RunReport): string {
  const rows = steps.map(({ name, actual_s, target_s, people, late, open }) =>
    row(
      html(name),
      seconds(actual_s),
      seconds(target_s),
      people ? 'people' : 'machine',
      open ? 'never ended' : late ? 'late' : 'in time',
    ),
  );
  const head = '<tr><th>Step</th><th>Actual</th><th>Target</th><th>Who</th><th></th></tr>';
  return `<table><caption>Steps</caption>${head}${rows.join('')}</table>`;
}

const noteRow = ({ at, time, content }: RunNote): string =>
  row(
    `<time datetime="${html(time)}">${html(time)}</time>`,
    html(at),
    `<pre>${html(JSON.stringify(content, undefined, 1))}</pre>`,
  );

/** A run on one page that needs no network: verdict, where the time went, what was said. */
export function runPage(report: RunReport): string {
  const { runbook, time_line, notes } = report;
  return page(
    'en',
    `${runbook} ${report.started_at}`,
    `${STYLE}<h1>${html(runbook)}</h1>
<p><time datetime="${html(report.started_at)}">${html(report.started_at)}</time></p>
${figures(report)}
${drawing(time_line)}
${stepTable(report)}
<table><caption>What was said</caption>${notes.map(noteRow).join('')}</table>`,
  );
}
