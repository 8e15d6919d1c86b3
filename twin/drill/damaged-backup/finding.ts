/** What became of one thing that the drill did on purpose. */
export interface Found {
  readonly name: string;
  /** Somebody who reads the report knows that the recovery point cannot be trusted. */
  readonly detected: boolean;
  /** The report names the item, the job or the recovery point that is to blame. */
  readonly named: boolean;
  readonly says: string;
}
