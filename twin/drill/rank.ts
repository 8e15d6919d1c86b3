/** The value below which a share of the sorted values lies, rounded; 0 when there are none. */
export const rank = (values: readonly number[], share: number): number =>
  Math.round(values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? 0);
