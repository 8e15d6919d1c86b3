/** A Region as the client reaches it. */
export interface Region {
  name: string;
  /** Base address without a path, for instance `https://paris.example.org`. */
  url: string;
}

/**
 * Reads `paris=http://127.0.0.1:8101,frankfurt=http://127.0.0.1:8102`; the first is the preferred one.
 * @throws TypeError that names the part that is no `name=url`
 */
export function parseRegions(text: string): Region[] {
  return text.split(',').map((part) => {
    const [, name, url] = /^\s*([a-z0-9-]+)=(https?:\/\/\S+?)\/?\s*$/.exec(part) ?? [];
    if (name === undefined || url === undefined) throw new TypeError(`'${part}' is not name=url`);
    return { name, url };
  });
}
