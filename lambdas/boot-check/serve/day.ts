import { randomBytes } from 'node:crypto';
import { BOOT_CHECK_STORE } from '../ledger/live-end.ts';
import type { Findings } from '../tally.ts';
import type { Answer, Request } from './ask.ts';
import type { Shop } from './shop.ts';

/** A day of the boot check's store at one till that has never sold: each check has a new one, so that a check can be repeated. */
export interface Day {
  shop: Shop;
  now: Date;
  findings: Findings;
  till: string;
  /** When and by whom, as tills and kiosks say it. */
  moment: { time: string; operator: string };
}

export const newDay = (shop: Shop, now: Date, findings: Findings): Day => ({
  shop,
  now,
  findings,
  till: randomBytes(3).toString('hex').toUpperCase(),
  moment: { time: now.toISOString().replace('Z', '+00:00'), operator: 'boot-check' },
});

export const deviceOf = ({ till }: Day, role: 'till' | 'kiosk'): Request['device'] => ({
  deviceId: `${BOOT_CHECK_STORE}-${till}`,
  role,
  store: BOOT_CHECK_STORE,
  till,
});

/** @returns the body of an answer that was hoped for; any other is a finding */
export function hopedFor(
  { findings, till }: Day,
  what: string,
  answer: Answer,
  ...wanted: number[]
): string | undefined {
  const { status, text } = answer;
  if (wanted.includes(status)) return text;
  const { type = '', detail = '' } = JSON.parse(text) as { type?: string; detail?: string };
  const says = `the handler answered ${status} ${type} ${detail}`.trim();
  findings.add({ law: `serves-${what}`, item: `${BOOT_CHECK_STORE}/${till}`, says });
  return undefined;
}
