const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  '',
  'text',
  '\ud800',
  '\u0000<b>&',
  'constructor',
  -1,
  0,
  0.5,
  1e21,
  Number.MAX_SAFE_INTEGER,
  [],
  {},
  [[]],
  { toString: 1, __proto__: null },
  'x'.repeat(3000),
];

/** Every place of a JSON value, as the object or list that holds it and the key that it holds it by. */
function places(value: unknown): [holder: Record<string, unknown>, key: string][] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [[holder, key] as [typeof holder, string], ...places(holder[key])]);
}

/** A JSON value with one to three places removed, replaced by something odd, or added to; the stream decides. */
export function mutated(value: unknown, chance: Iterator<number>): unknown {
  const copy: unknown = structuredClone(value);
  const draw = (limit: number): number => (chance.next().value ?? 0) % limit;
  for (let changes = 1 + draw(3); changes > 0; changes--) {
    const found = places(copy);
    const [holder, key] = found[draw(Math.max(found.length, 1))] ?? [];
    if (holder === undefined || key === undefined) return copy;
    const odd: unknown = structuredClone(ODD_VALUES[draw(ODD_VALUES.length)]);
    const how = draw(4);
    if (how === 0) delete holder[key];
    else if (how === 1 && !Array.isArray(holder)) holder[`${key}-more`] = odd;
    else holder[key] = odd;
  }
  return copy;
}
