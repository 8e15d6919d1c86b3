/** One fact that is not as it must be. */
export interface Finding {
  /** The law that it breaks, for instance `entry-altered`. */
  law: string;
  /**
   * The item it is about, with the attribute after a space where there is one to blame: a receipt number (which is enough to find the item
   * without an index), or `<pk>/<sk>`.
   */
  item: string;
  /** What was found, in a sentence; never the content of a personal field. */
  says: string;
}

/** How long before the instant of a backup a fact may lie and still be missing: a backup is not one instant across items or tables. [ours] */
const EDGE_MS = 5 * 60_000;

/** Whether a fact is so old that every backup of an instant must hold it, and all that was written before it. */
export const isBefore = (time: string, taken_at: string): boolean => Date.parse(time) < Date.parse(taken_at) - EDGE_MS;
