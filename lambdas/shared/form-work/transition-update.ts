import type { FormEvent } from '../../../domain/tax-free/life/event.ts';
import { reclaimDeadline } from '../../../domain/tax-free/refund/reclaim.ts';
import type { OperatorTerms } from '../../../domain/tax-free/refund/terms.ts';
import { dueAfter, later, shardOf } from './due.ts';
import { type Expression, expression, type FormUpdate, map, number, text } from './expression.ts';
import { GUARD_CONDITIONS } from './guards.ts';
import type { Happening, Way } from './happening.ts';
import { setMoney } from './money-update.ts';

/** What every transition is made with. */
export interface Circumstances {
  at: Date;
  /** Id of this try. */
  step: string;
  terms: OperatorTerms;
}

const isFailure = ({ event }: Way): boolean => event === 'transmission-failed';

function demandStates(own: Expression, { from }: Way): void {
  const states = from.map((state) => own.value(text(state)));
  own.demand(`${own.name('state')} IN (${states.join(', ')})`);
}

function setLife(own: Expression, way: Way, { by }: Happening, { at, step }: Circumstances): void {
  const line = map({ at: at.toISOString(), event: way.event, to: way.to, by, step });
  own.set(own.name('state'), own.value(text(way.to)));
  own.set(own.name('step'), own.value(text(step)));
  own.set(own.name('revision'), `${own.name('revision')} + ${own.value(number(1))}`);
  own.set(own.name('log'), `list_append(${own.name('log')}, ${own.value({ L: [line] })})`);
}

/** Sets when the form is due next. The day of an early credit decides when it would be taken back. */
function setDue(own: Expression, way: Way, formId: string, { at, terms }: Circumstances): void {
  const due = dueAfter(way.to, isFailure(way));
  const dueAt = own.name('dueAt');
  if (way.to === 'credited') {
    const reclaimFrom = own.value(text(new Date(reclaimDeadline(at, terms).before).toISOString()));
    own.set(own.name('reclaimFrom'), reclaimFrom);
    own.set(dueAt, reclaimFrom);
  } else if ('after_ms' in due) own.set(dueAt, own.value(text(later(at, due.after_ms))));
  else own.set(dueAt, own.name(due.at));
  own.set(own.name('dueShard'), own.value(text(shardOf(formId))));
}

function setMessage(
  own: Expression,
  { event }: Way,
  { message, inReplyTo, customsId, slip }: Happening,
  at: Date,
): void {
  if (message !== undefined) {
    own.set(own.name('message'), own.value(text(message)));
    own.remove('acknowledged');
  }
  if (event === 'transmission-started') own.set(own.name('transmittedAt'), own.value(text(at.toISOString())));
  if (inReplyTo !== undefined) own.demand(`${own.name('message')} = ${own.value(text(inReplyTo))}`);
  if (slip !== undefined) own.set(own.name('slip'), own.value(text(slip)));
  if (customsId === undefined) return;
  const known = own.name('customsId');
  const named = own.value(text(customsId));
  if (event === 'customs-annulled') own.demand(`(attribute_not_exists(${known}) OR ${known} = ${named})`);
  else own.set(known, named);
}

const CUSTOMS_SAID: Partial<Record<FormEvent, 'confirmed' | 'annulled'>> = {
  'customs-confirmed': 'confirmed',
  'customs-annulled': 'annulled',
  'deletion-accepted': 'annulled',
};

/** Keeps what customs said last: where a form only listens, the same word again must not lengthen its log. */
function setCustomsWord(own: Expression, { event, guard }: Way): void {
  const said = CUSTOMS_SAID[event];
  if (said === undefined) return;
  const [name, value] = [own.name('customsSaid'), own.value(text(said))];
  if (guard === 'newly-said') own.demand(`(attribute_not_exists(${name}) OR ${name} <> ${value})`);
  own.set(name, value);
}

/** Adds to a number that may not be there yet. */
function add(own: Expression, attribute: string, amount: number): void {
  const name = own.name(attribute);
  own.set(name, `if_not_exists(${name}, ${own.value(number(0))}) + ${own.value(number(amount))}`);
}

function setMeans(own: Expression, { another, payment, settlement, revision }: Happening): void {
  if (another !== undefined) {
    own.set(own.name('card'), own.value(map({ ...another.card })));
    own.set(own.name('cardConsent'), own.value(map({ ...another.consent })));
  }
  if (payment !== undefined) {
    own.set(own.name('payment'), own.value(map({ ...payment })));
    add(own, 'payments', 1);
  }
  if (revision !== undefined) own.demand(`${own.name('revision')} = ${own.value(number(revision))}`);
  if (settlement === undefined) return;
  own.set(own.name('settlement'), own.value(map({ ...settlement })));
  add(own, 'settledByHand', settlement.owed);
}

/**
 * One way of an event as one conditional update: it names exactly the states it may leave, restates the guard and what the event is
 * about, and sets state, revision, life line and the next due time together.
 */
export function transitionUpdate(formId: string, way: Way, happening: Happening, made: Circumstances): FormUpdate {
  const own = expression();
  demandStates(own, way);
  const guard = way.guard && GUARD_CONDITIONS[way.guard](own, made.at);
  if (guard !== undefined) own.demand(guard);
  if (happening.store !== undefined) own.demand(`${own.name('store')} = ${own.value(text(happening.store))}`);
  setLife(own, way, happening, made);
  setDue(own, way, formId, made);
  setMessage(own, way, happening, made.at);
  setCustomsWord(own, way);
  setMoney(own, way.event, happening, made.at);
  setMeans(own, happening);
  return own.update();
}
