/**
 * Items being written right now, and from which Region. A write that meets one from another Region is refused, as
 * strong global tables do.
 */
export class InFlightWrites {
  readonly #regions = new Map<string, { region: string; count: number }>();

  /** Takes the items for the Region; false, taking none, when another Region is writing one of them. */
  begin(region: string, items: readonly string[]): boolean {
    const free = items.every((item) => (this.#regions.get(item)?.region ?? region) === region);
    if (free) for (const item of items) this.#regions.set(item, { region, count: this.#count(item) + 1 });
    return free;
  }

  /** Gives the items back. */
  end(region: string, items: readonly string[]): void {
    for (const item of items) {
      const count = this.#count(item) - 1;
      if (count > 0) this.#regions.set(item, { region, count });
      else this.#regions.delete(item);
    }
  }

  #count(item: string): number {
    return this.#regions.get(item)?.count ?? 0;
  }
}
