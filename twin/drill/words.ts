import { UsageError } from '../../commands/usage.ts';
import type { RegionFault } from './region-loss.ts';

/** A number above nothing that was typed. @throws UsageError for any other word: a drill over nothing would hold every law */
export function amountOf(word: string, option: string): number {
  const amount = Number(word);
  if (amount > 0 && Number.isFinite(amount)) return amount;
  throw new UsageError(`--${option} takes a number above 0, not ${word}`);
}

/** How a Region is lost. @throws UsageError for a word that is misspelt: another fault would pass for it */
export function faultOf(word: string): RegionFault {
  if (word === 'kill' || word === 'isolate') return word;
  throw new UsageError(`--fault takes kill or isolate, not ${word}`);
}
