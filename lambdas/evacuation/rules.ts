/** What settings say of leaving a Region; as `lib/settings.ts` checks it. */
export interface Rules {
  readonly concurrency: { readonly quota: number; readonly needed: number };
  readonly peakHours: { readonly from: number; readonly to: number };
}

/** @throws Error when the variable is no such JSON: a wrong deployment fails at its first start */
export function parseRules(text: string): Rules {
  const { concurrency, peakHours } = JSON.parse(text) as Partial<Rules>;
  const numbers = [concurrency?.quota, concurrency?.needed, peakHours?.from, peakHours?.to];
  if (concurrency === undefined || peakHours === undefined || !numbers.every(Number.isInteger))
    throw new Error('RULES must have the whole numbers of concurrency and of peakHours');
  return { concurrency, peakHours };
}

const SHOP_TIME = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', hour: 'numeric', hourCycle: 'h23' });

/** The hour of the shops' day. */
export const shopHour = (at: Date): number => Number(SHOP_TIME.format(at));
