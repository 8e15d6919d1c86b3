/** Where a value stands in a drawing: from a range of values to a range of pixels. */
export type Scale = (value: number) => number;

/** A straight scale; values that are all the same stand at its beginning. */
export function scale(least: number, most: number, begin: number, end: number): Scale {
  const span = most - least;
  return (value) => Math.round((begin + (span === 0 ? 0 : ((value - least) / span) * (end - begin))) * 10) / 10;
}

/** Round values to mark an axis at, from nothing up to at least `most`: steps of 1, 2 or 5 times a power of ten, five at most. */
export function marks(most: number): number[] {
  const rough = Math.max(most, 1e-9) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => Number((index * step).toPrecision(6)));
}
