import { workplaceOf } from '../../stock.ts';
import { audit, type Findings } from '../audit.ts';
import { gather } from '../tax-free/evidence.ts';
import { type Findings as FormFindings, findingsOf } from '../tax-free/laws.ts';
import { settled } from '../tax-free/settling.ts';
import type { Sold } from './traffic.ts';
import type { DrillWorld } from './world.ts';

/** What the ledger, customs, the acquirer and we say of what the stores handed out. */
export interface Judged {
  readonly findings: Findings;
  readonly forms: { readonly issued: number; readonly findings: FormFindings };
}

/** Waits for what is still owed to anybody, and holds all accounts against each other. */
export async function judged(
  { twin: { outside } }: DrillWorld,
  { records, follower, queued, attempts }: Sold,
): Promise<Judged> {
  await settled(outside);
  const evidence = await gather(outside, attempts);
  return {
    findings: await audit(workplaceOf(outside), [...records, follower], queued),
    forms: { issued: evidence.forms.length, findings: findingsOf(evidence) },
  };
}
