export type Line = Record<string, unknown>;

/** The value at `$.a.b` of a line; undefined where there is none. */
export function at(line: Line, path: string): unknown {
  return path
    .replace(/^\$\.?/, '')
    .split('.')
    .reduce<unknown>((value, name) => (value as Line | null | undefined)?.[name], line);
}

const COMPARED = /^\{\s*(\$[\w.]+)\s*(=|!=|>=|<=|>|<)\s*("[^"]*"|[-\w.*]+)\s*\}$/;

const COMPARISONS: Readonly<Record<string, (found: unknown, wanted: string) => boolean>> = {
  '=': (found, wanted) => wanted === '*' || String(found) === wanted,
  '!=': (found, wanted) => String(found) !== wanted,
  '>=': (found, wanted) => Number(found) >= Number(wanted),
  '<=': (found, wanted) => Number(found) <= Number(wanted),
  '>': (found, wanted) => Number(found) > Number(wanted),
  '<': (found, wanted) => Number(found) < Number(wanted),
};

/**
 * Reads the pattern of a metric filter: one comparison of a member of a JSON line. A line without the member fits none.
 * @returns whether a line fits
 * @throws Error naming a pattern of a form that is not used here
 */
export function patternOf(pattern: string): (line: Line) => boolean {
  const [, path = '', operator = '', wanted = ''] = COMPARED.exec(pattern) ?? [];
  const compares = COMPARISONS[operator];
  const isWildcard = /[^"]\*|\*[^"]/.test(wanted);
  if (compares === undefined || isWildcard) throw new Error(`The twin does not know the filter pattern ${pattern}`);
  const text = wanted.replaceAll('"', '');
  return (line) => {
    const found = at(line, path);
    return found !== undefined && compares(found, text);
  };
}
