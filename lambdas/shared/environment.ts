/** The values of a function's environment, by the names its contract lists. */
export type Environment<Names extends readonly string[]> = Record<Names[number], string>;

/**
 * Reads the variables that a function's contract names.
 *
 * @throws Error naming every missing variable, so that a wrong deployment fails at its first start and says why
 */
export function readEnvironment<const Names extends readonly string[]>(
  names: Names,
  source: Record<string, string | undefined>,
): Environment<Names> {
  const missing = names.filter((name) => !source[name]);
  if (missing.length > 0) throw new Error(`missing environment variables: ${missing.join(', ')}`);
  return Object.fromEntries(names.map((name) => [name, source[name]])) as Environment<Names>;
}
