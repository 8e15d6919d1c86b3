import type { TimedStep, TimeLine } from '../../domain/runs/time-line.ts';
import { html } from '../shared/html.ts';

const WIDTH = 960;
const LABELS = 260;
const ROW = 26;
const BAR = 16;
const TOP = 34;

const COLOURS = { machine: '#2b6cb0', people: '#b7791f', late: '#c53030', detect: '#a0aec0' } as const;

/** Round distances between the lines of the scale. */
const DISTANCES_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600];

interface Bar {
  readonly name: string;
  readonly from_s: number;
  readonly to_s: number;
  readonly colour: string;
  readonly says: string;
}

const barOf = ({ name, from_s, to_s, actual_s, people, late }: TimedStep): Bar => ({
  name,
  from_s,
  to_s,
  colour: late ? COLOURS.late : people ? COLOURS.people : COLOURS.machine,
  says: `${name}: ${actual_s.toFixed(1)} s${people ? ', people' : ''}${late ? ', late' : ''}`,
});

function bars({ detect_s, steps }: TimeLine): Bar[] {
  const detection: Bar = {
    name: 'from the fault to the run',
    from_s: 0,
    to_s: detect_s,
    colour: COLOURS.detect,
    says: `until the run began: ${detect_s.toFixed(1)} s`,
  };
  return [...(detect_s > 0 ? [detection] : []), ...steps.map(barOf)];
}

function scale(length_s: number, x: (s: number) => string, height: number): string {
  const distance = DISTANCES_S.find((candidate) => length_s / candidate <= 10) ?? 86_400;
  const marks = Array.from({ length: Math.floor(length_s / distance) + 1 }, (_, i) => i * distance);
  return marks
    .map(
      (at) => `<line x1="${x(at)}" y1="${TOP - 8}" x2="${x(at)}" y2="${height}" stroke="#e2e8f0"/>
<text x="${x(at)}" y="${TOP - 14}" font-size="11" text-anchor="middle">${at} s</text>`,
    )
    .join('\n');
}

const budgetLine = (budget_s: number, x: (s: number) => string, height: number): string =>
  `<line x1="${x(budget_s)}" y1="${TOP - 8}" x2="${x(budget_s)}" y2="${height}" stroke="${COLOURS.late}" stroke-dasharray="4 3"/>
<text x="${x(budget_s)}" y="${height + 12}" font-size="11" text-anchor="end" fill="${COLOURS.late}">budget ${budget_s} s</text>`;

/** A time line as a drawing: one bar a step, people's time in another colour, the budget as a line. */
export function drawing(line: TimeLine): string {
  const rows = bars(line);
  const length_s = Math.max(1, line.total_s, line.budget_s ?? 0, ...rows.map(({ to_s }) => to_s));
  const height = TOP + rows.length * ROW;
  const x = (s: number): string => (LABELS + (s / length_s) * (WIDTH - LABELS - 20)).toFixed(1);
  const drawn = rows.map(({ name, from_s, to_s, colour, says }, i) => {
    const y = TOP + i * ROW;
    const width = Math.max(2, Number(x(to_s)) - Number(x(from_s))).toFixed(1);
    return `<text x="0" y="${y + 13}" font-size="12">${html(name)}</text>
<rect x="${x(from_s)}" y="${y}" width="${width}" height="${BAR}" rx="2" fill="${colour}"><title>${html(says)}</title></rect>`;
  });
  return `<svg viewBox="0 0 ${WIDTH} ${height + 18}" role="img" aria-label="time line of the run">
${scale(length_s, x, height)}
${drawn.join('\n')}
${line.budget_s === undefined ? '' : budgetLine(line.budget_s, x, height)}
</svg>`;
}
