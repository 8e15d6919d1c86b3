/** What was started and must be stopped, in the opposite order. */
export class Closers {
  readonly #closers: (() => Promise<void> | void)[] = [];

  /** Remembers how to stop something. */
  add(close: () => Promise<void> | void): void {
    this.#closers.push(close);
  }

  /** Stops everything, the last started first, going on past failures. Twice does nothing. */
  async close(): Promise<void> {
    for (let close = this.#closers.pop(); close; close = this.#closers.pop()) {
      try {
        await close();
      } catch (error) {
        console.error('Something of the twin could not be stopped', error);
      }
    }
  }
}
