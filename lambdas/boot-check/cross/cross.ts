import type { CrossAnswer } from '../events.ts';
import { Findings } from '../tally.ts';
import { checkClaims } from './claims.ts';
import type { Crossing } from './crossing.ts';
import { checkForms } from './forms.ts';

/** The laws between ledger and forms of one restored set. */
export async function cross(set: Omit<Crossing, 'findings' | 'edges'>): Promise<CrossAnswer> {
  const crossing: Crossing = { ...set, findings: new Findings(), edges: 0 };
  await checkForms(crossing);
  await checkClaims(crossing);
  const { findings, edges } = crossing;
  return { holds: findings.count === 0, findings: findings.kept, findings_count: findings.count, edges };
}
