/** A recovery point that is whole. */
export interface WholePoint {
  vault: string;
  kind: 'ledger' | 'devices';
  /** Its ARN. */
  recovery_point: string;
  /** The instant it shows the table at, at the latest; ISO 8601 in UTC. */
  taken_at: string;
}

/** No vault holds what was asked for. The name is what a state machine catches. */
class NoRecoveryPoint extends Error {
  override readonly name = 'NoRecoveryPoint';
}

/** The later one; of two of the same instant the one that nobody could have changed. */
const isLater = (one: WholePoint, other: WholePoint, tape: string): boolean =>
  one.taken_at > other.taken_at || (one.taken_at === other.taken_at && one.vault === tape);

/**
 * The latest recovery point of each table at or before an instant, in whichever vault it lies.
 *
 * @param tape name of the vault that nobody can change
 * @throws NoRecoveryPoint naming the table
 */
export function latestBefore(
  points: readonly WholePoint[],
  before: string,
  tape: string,
): Record<WholePoint['kind'], WholePoint> {
  const latest = (kind: WholePoint['kind'], until: string): WholePoint => {
    const old = points.filter((point) => point.kind === kind && point.taken_at <= until);
    const [first, ...rest] = old;
    if (first === undefined)
      throw new NoRecoveryPoint(`no vault holds a recovery point of ${kind} at or before ${until}`);
    return rest.reduce((best, point) => (isLater(point, best, tape) ? point : best), first);
  };
  return { ledger: latest('ledger', before), devices: latest('devices', before) };
}
