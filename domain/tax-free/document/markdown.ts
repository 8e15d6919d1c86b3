/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Cents as euros: 123456 is `1,234.56`. */
export const euros = (cents: number): string =>
  new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2 }).format(cents / 100);

/** Basis points as percent: 550 is `5.5 %`. */
export const percent = (basisPoints: number): string => `${basisPoints / 100} %`;
