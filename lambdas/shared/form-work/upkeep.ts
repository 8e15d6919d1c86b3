import { STATES, type State } from '../../../domain/tax-free/life/state.ts';
import { later } from './due.ts';
import { type Expression, expression, type FormUpdate, number, text } from './expression.ts';

/** How long a worker may be at a form before another one takes it up. */
const LEASE_MS = 30_000;

/** How long an acknowledged message is awaited before anybody looks again: customs have it queued. */
const QUEUED_MS = 10 * 60_000;

const RESEND_MS = 60_000;

/** Where an acknowledgement decides whether a message is sent again. Elsewhere it comes late, and must not make a form at rest due. */
const AWAITING: readonly State[] = ['regularising', 'cancelling'];

function demandAwaited(own: Expression, message: string): void {
  own.demand(`${own.name('state')} IN (${AWAITING.map((state) => own.value(text(state))).join(', ')})`);
  own.demand(`${own.name('message')} = ${own.value(text(message))}`);
}

/** Notes that customs took in the last message, so that it is never sent again. */
export function acknowledgedUpdate(message: string, at: Date): FormUpdate {
  const own = expression();
  demandAwaited(own, message);
  own.set(own.name('acknowledged'), own.value(text(message)));
  own.set(own.name('dueAt'), own.value(text(later(at, QUEUED_MS))));
  return own.update();
}

/**
 * Customs had a fault over the last message: none is under way any more, and it is sent again when it is due. Without its id nothing
 * that still comes of it counts, least of all our own acknowledgement of it, written late.
 */
export function unacknowledgedUpdate(message: string, at: Date): FormUpdate {
  const own = expression();
  demandAwaited(own, message);
  own.remove('message');
  own.remove('acknowledged');
  own.set(own.name('dueAt'), own.value(text(later(at, RESEND_MS))));
  return own.update();
}

/** Takes a due form: only one worker of both Regions gets it, because the lease is the due time itself, moved on. */
export function leaseUpdate(at: Date): FormUpdate {
  const own = expression();
  own.demand(`${own.name('dueAt')} <= ${own.value(text(at.toISOString()))}`);
  own.set(own.name('dueAt'), own.value(text(later(at, LEASE_MS))));
  return own.update();
}

const LETTING_GO = STATES.filter(({ holdsReceipts }) => !holdsReceipts).map(({ state }) => state);

/** The receipts are let go: what is left to do is to erase the personal data one day. */
export function releasedUpdate(): FormUpdate {
  const own = expression();
  own.demand(`${own.name('state')} IN (${LETTING_GO.map((state) => own.value(text(state))).join(', ')})`);
  own.set(own.name('released'), own.value({ BOOL: true }));
  own.set(own.name('dueAt'), own.name('retainUntil'));
  return own.update();
}

/** Erases what names the traveller once it was kept long enough, with the index entry that stood for it. */
export function eraseUpdate(at: Date): FormUpdate {
  const own = expression();
  own.demand(`${own.name('retainUntil')} <= ${own.value(text(at.toISOString()))}`);
  for (const attribute of ['personal', 'personalKey', 'fingerprint', 'fingerprintKey', 'card', 'cardConsent'])
    own.remove(attribute);
  for (const attribute of ['dueAt', 'dueShard']) own.remove(attribute);
  return own.update();
}

/** Looks at a form again only at some time, unless something happens to it before. */
export function postponeUpdate(revision: number, until: string): FormUpdate {
  const own = expression();
  own.demand(`${own.name('revision')} = ${own.value(number(revision))}`);
  own.set(own.name('dueAt'), own.value(text(until)));
  return own.update();
}
