type Line = Record<string, unknown>;

/** The value at `$.a.b` of a line; undefined where there is none. */
export function at(line: Line, path: string): unknown {
  return path
    .replace(/^\$\.?/, '')
    .split('.')
    .reduce<unknown>((value, name) => (value as Line | undefined)?.[name], line);
}

const COMPARED = /^\{\s*(\$[\w.]+)\s*(=|!=|>=|<=|>|<)\s*("(?:[^"]*)"|[-\w.*]+)\s*\}$/;

function compares(found: unknown, operator: string, wanted: string): boolean {
  const text = wanted.replaceAll('"', '');
  if (found === undefined) return false;
  if (text === '*') return operator === '=';
  if (operator === '=') return String(found) === text;
  if (operator === '!=') return String(found) !== text;
  const [left, right] = [Number(found), Number(text)];
  return { '>=': left >= right, '<=': left <= right, '>': left > right, '<': left < right }[operator] === true;
}

/**
 * Whether a line of log fits a filter's pattern.
 * @throws Error naming a pattern of a form that is not used here
 */
export function fits(line: Line, pattern: string): boolean {
  const [, path = '', operator = '', wanted = ''] = COMPARED.exec(pattern) ?? [];
  if (path === '') throw new Error(`The twin does not know the filter pattern ${pattern}`);
  return compares(at(line, path), operator, wanted);
}
