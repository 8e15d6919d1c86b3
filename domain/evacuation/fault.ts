/** What is known of the instant of a fault. Times are ISO 8601. */
export interface FaultClues {
  /** Whoever starts a drill knows it. */
  readonly fault_at?: string | undefined;
  /** When an alarm went off, and for how long there was nothing good before. */
  readonly detected_at?: string | undefined;
  readonly lost_for_s?: number | undefined;
  /** When a store last sold in the Region. */
  readonly last_well_at?: string | undefined;
  readonly now: Date;
}

/** A last sale before that says more about the watch than about the Region. [ours] */
const RECENT_MS = 900_000;

const instant = (text: string | undefined): number => Date.parse(text ?? '');
const iso = (at_ms: number): string => new Date(at_ms).toISOString();

/**
 * When the clock of a failover starts: when somebody knows it, then; else with the last good sale before the alarm, which is too early rather
 * than too late; else as long before the alarm as it took to go off.
 *
 * @returns undefined when nothing that can be read says so
 */
export function faultAt({ fault_at, detected_at, lost_for_s = 0, last_well_at, now }: FaultClues): string | undefined {
  const [told, detected, well] = [instant(fault_at), instant(detected_at), instant(last_well_at)];
  if (!Number.isNaN(told)) return iso(told);
  const end = Number.isNaN(detected) ? now.getTime() : detected;
  if (well <= end && end - well < RECENT_MS) return iso(well);
  return Number.isNaN(detected) ? undefined : iso(detected - lost_for_s * 1000);
}
