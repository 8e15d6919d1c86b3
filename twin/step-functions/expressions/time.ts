import jsonata from 'jsonata';

const picturing = jsonata('$fromMillis($at, $picture, $zone)');

/** A time the way `$now(picture, zone)` writes it, ISO 8601 without a picture. */
export async function formatted(atMs: number, picture?: string, zone?: string): Promise<string> {
  if (picture === undefined && zone === undefined) return new Date(atMs).toISOString();
  return (await picturing.evaluate(undefined, { at: atMs, picture, zone })) as string;
}
