/** A straight line through points, and how much of their spread it explains (R², 0 to 1). */
export interface Line {
  slope: number;
  intercept: number;
  explained: number;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The line with the least squares through points; undefined when all x are the same or there are fewer than two. */
export function leastSquares(points: readonly (readonly [x: number, y: number])[]): Line | undefined {
  if (points.length < 2) return undefined;
  const [x_mean, y_mean] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const sum = (of: (x: number, y: number) => number) =>
    points.reduce((total, [x, y]) => total + of(x - x_mean, y - y_mean), 0);
  const [xx, xy, yy] = [sum((x) => x * x), sum((x, y) => x * y), sum((_, y) => y * y)];
  if (xx === 0) return undefined;
  const slope = xy / xx;
  return { slope, intercept: y_mean - slope * x_mean, explained: yy === 0 ? 1 : (xy * xy) / (xx * yy) };
}
