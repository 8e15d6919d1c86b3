import { CUSTOMS_MINUTE_MS, type Guard } from '../../../domain/tax-free/life/guard.ts';
import { type Expression, text } from './expression.ts';

const minuteAgo = (at: Date): string => new Date(at.getTime() - CUSTOMS_MINUTE_MS).toISOString();

/**
 * Each guard of the table as a condition on the item. `slip-left` and `last-key-not-done` are half in the hands of the caller, who
 * holds the slip number or the acquirer's answer; the key it was about is demanded by the update itself, and so is what customs said.
 */
export const GUARD_CONDITIONS: Readonly<Record<Guard, (own: Expression, at: Date) => string | undefined>> = {
  'within-ceiling': (own) => `${own.name('credit')} = ${own.value(text('before-customs'))}`,
  'above-ceiling': (own) => `${own.name('credit')} = ${own.value(text('after-customs'))}`,
  'never-sent': (own) => `attribute_not_exists(${own.name('transmittedAt')})`,
  'a-minute-passed': (own, at) => {
    const sent = own.name('transmittedAt');
    return `(attribute_not_exists(${sent}) OR ${sent} <= ${own.value(text(minuteAgo(at)))})`;
  },
  'slip-left': (own, at) => `${own.name('transmittedAt')} <= ${own.value(text(minuteAgo(at)))}`,
  'last-key-not-done': () => undefined,
  'operator-days-passed': (own, at) => `${own.name('reclaimFrom')} <= ${own.value(text(at.toISOString()))}`,
  'newly-said': () => undefined,
  'validation-deadline-passed': (own, at) => `${own.name('expireAt')} <= ${own.value(text(at.toISOString()))}`,
};
