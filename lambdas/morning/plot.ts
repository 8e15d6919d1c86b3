import { marks, scale } from '../../domain/morning/scale.ts';
import { html } from '../shared/html.ts';

export interface Series {
  label: string;
  /** A class of the page's style, which colours it. */
  style: string;
  /** Day number → value, the earliest first. */
  points: readonly (readonly [day: number, value: number])[];
}

export interface Plot {
  title: string;
  unit: string;
  series: readonly Series[];
  /** A value that must not be reached. */
  limit?: { label: string; value: number };
  /** How a day is written. */
  dateOf(day: number): string;
}

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [640, 220, 48, 12, 14, 28];

const path = (points: readonly string[]): string =>
  points.map((at, index) => `${index === 0 ? 'M' : 'L'}${at}`).join('');

/** A plot as SVG inside the page: lines over days, the limit drawn across, each point with its value to hover. */
export function plot({ title, unit, series, limit, dateOf }: Plot): string {
  const all = series.flatMap(({ points }) => points);
  const days = all.map(([day]) => day);
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const ticks = marks(Math.max(limit?.value ?? 0, ...all.map(([, value]) => value)));
  const x = scale(first, last, LEFT, WIDTH - RIGHT);
  const y = scale(0, ticks.at(-1) ?? 1, HEIGHT - BOTTOM, TOP);
  const grid = ticks.map(
    (tick) =>
      `<path class="grid" d="M${LEFT} ${y(tick)}H${WIDTH - RIGHT}"/><text x="${LEFT - 6}" y="${y(tick) + 4}" text-anchor="end">${tick}</text>`,
  );
  const lines = series.map(({ label, style, points }) => {
    const dots = points.map(
      ([day, value]) =>
        `<circle cx="${x(day)}" cy="${y(value)}" r="3"><title>${html(label)} ${dateOf(day)}: ${value} ${unit}</title></circle>`,
    );
    const line = path(points.map(([day, value]) => `${x(day)} ${y(value)}`));
    return `<g class="${style}"><path class="line" d="${line}"/>${dots.join('')}</g>`;
  });
  const bound = limit
    ? `<g class="limit"><path class="line" d="M${LEFT} ${y(limit.value)}H${WIDTH - RIGHT}"/><text x="${WIDTH - RIGHT}" y="${y(limit.value) - 4}" text-anchor="end">${html(limit.label)}</text></g>`
    : '';
  const ends =
    first === last ? '' : `<text x="${WIDTH - RIGHT}" y="${HEIGHT - 8}" text-anchor="end">${dateOf(last)}</text>`;
  const dates = `<text x="${LEFT}" y="${HEIGHT - 8}">${dateOf(first)}</text>${ends}`;
  const legend = series.map(({ label, style }) => `<span class="${style}">${html(label)}</span>`);
  return `<figure><figcaption>${html(title)} (${html(unit)})${series.length > 1 ? legend.join('') : ''}</figcaption><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${html(title)}">${grid.join('')}${bound}${lines.join('')}${dates}</svg></figure>`;
}
