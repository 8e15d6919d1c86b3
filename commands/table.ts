/** Rows as lines of columns for people. @param nothing said when there is no row */
export function tableOf<T extends object>(rows: readonly T[], nothing: string): string {
  const [first] = rows;
  if (first === undefined) return nothing;
  const names = Object.keys(first);
  const lines = [
    names,
    ...rows.map((row) => names.map((name) => String((row as Record<string, unknown>)[name] ?? ''))),
  ];
  const widths = names.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
