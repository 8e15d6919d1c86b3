import { createContext, Script } from 'node:vm';

/**
 * The time that a regular expression has to go through one text, in milliseconds. Those of machines take microseconds. V8 tries every way to
 * match, so that `/^(a+)+$/` takes twice as long with every letter, and nothing else of the Region's process runs meanwhile.
 */
const MOST_MS = 500;

/** Where regular expressions run: only what runs in a context of `node:vm` can be stopped from outside. */
const box: { expression: RegExp; text: string; found: RegExpExecArray[] } = { expression: /$/g, text: '', found: [] };
const context = createContext(box);
const search = new Script('found = Array.from(text.matchAll(expression))');

/** A regular expression of JSONata, which gives them all the flag `g`, that ends for certain, by an error when it would take too long. */
export class BoundedRegExp {
  /** Where `exec` goes on; JSONata sets it before each call. */
  lastIndex = 0;
  readonly #expression: RegExp;
  #text: string | undefined;
  #found: RegExpExecArray[] = [];
  #next = 0;

  constructor(expression: RegExp) {
    this.#expression = expression;
  }

  /** The next match from `lastIndex` on, as `RegExp` gives it. All are looked for at once. @throws Error when it takes too long */
  exec(text: string): RegExpExecArray | null {
    if (text !== this.#text) this.#found = matchesIn(text, this.#expression);
    if (text !== this.#text || this.lastIndex === 0) this.#next = 0;
    this.#text = text;
    while (this.#behind()) this.#next += 1;
    const match = this.#found[this.#next] ?? null;
    this.lastIndex = match === null ? 0 : match.index + match[0].length;
    return match;
  }

  #behind(): boolean {
    const match = this.#found[this.#next];
    return match !== undefined && match.index < this.lastIndex;
  }
}

function matchesIn(text: string, expression: RegExp): RegExpExecArray[] {
  Object.assign(box, { expression, text });
  try {
    search.runInContext(context, { timeout: MOST_MS });
    return box.found;
  } catch {
    throw new Error(`The regular expression ${expression} takes more than ${MOST_MS} milliseconds`);
  }
}
