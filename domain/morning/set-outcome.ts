import type { Finding } from './row.ts';
import type { SetOutcome } from './verdict.ts';

/** What a check of a whole set answered, or how it broke. */
export interface SetCheck {
  /** Whether its laws across tables hold, or whether it serves. */
  passed?: boolean;
  findings?: Finding[];
  findings_count?: number;
  failed?: { error: string; cause?: string };
}

export interface SetChecks {
  cross?: SetCheck;
  serve?: SetCheck;
}

const ASKED = {
  cross: 'the tables of the set do not fit together',
  serve: 'the real handlers could not serve on the set',
} as const;

const NOT_ASKED = {
  cross: 'nobody looked whether the tables of the set fit together: the set is not whole',
  serve: 'nobody looked whether the real handlers serve on the set: it is not whole',
} as const;

function saysOf(name: keyof SetChecks, check: SetCheck | undefined): string[] {
  if (check === undefined || check.passed === true) return [];
  const { error, cause = '' } = check.failed ?? {};
  const how =
    error === undefined ? `${check.findings_count ?? 0} faults` : `${error}${cause && `: ${cause.slice(0, 300)}`}`;
  return [`${ASKED[name]}: ${how}`];
}

/**
 * What the checks of a whole set mean for each of its recovery points: a store needs them all, so what is wrong with the set is wrong with
 * each. A check that was not made is named: what nobody looked at is not good.
 */
export function setOutcome({ cross, serve }: SetChecks): SetOutcome {
  return {
    findings: [...(cross?.findings ?? []), ...(serve?.findings ?? [])],
    findings_count: (cross?.findings_count ?? 0) + (serve?.findings_count ?? 0),
    says: [...saysOf('cross', cross), ...saysOf('serve', serve)],
    unseen: [...(cross ? [] : [NOT_ASKED.cross]), ...(serve ? [] : [NOT_ASKED.serve])],
  };
}
