/** An amount of integer cents for people: `EUR 1,234.50`. */
export const euros = (cents: number): string =>
  `EUR ${(cents / 100).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

/** A span of milliseconds for people: `147 ms`, `2.5 s`. */
export const span = (ms: number): string => (ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`);
