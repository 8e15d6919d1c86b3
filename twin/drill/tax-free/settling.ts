import { setTimeout as sleep } from 'node:timers/promises';
import { stateRow } from '../../../domain/tax-free/life/life.ts';
import type { FormRecord } from '../../../lambdas/shared/form-work/form-record.ts';
import type { Outside } from '../../supervisor/outside.ts';
import type { Dice } from '../dice.ts';
import { allForms } from './evidence.ts';

/** A form of which nobody spoke is taken up after a minute; a try that failed then waits another one. */
const SETTLES_WITHIN_MS = 150_000;
const POLL_MS = 1_000;

/** What is due later than this is not waited for: goods leave in weeks. */
const SOON_MS = 130_000;

/** An emergency slip is not waited for either: it is registered after five minutes. */
function isMoving({ state, released, dueAt = '' }: FormRecord, soon: string): boolean {
  const { holdsReceipts } = stateRow(state);
  return dueAt < soon && state !== 'emergency' && (holdsReceipts || !released);
}

/** Waits until nothing of any form is about to happen, but no longer than the deadlines allow. */
export async function settled(outside: Outside): Promise<void> {
  const { customs, acquirer } = outside.remote;
  const until_ms = Date.now() + SETTLES_WITHIN_MS;
  while (Date.now() < until_ms) {
    const told = await Promise.all([customs?.waiting(), acquirer?.waiting()]);
    const soon = new Date(Date.now() + SOON_MS).toISOString();
    const moving = (await allForms(outside)).filter((form) => isMoving(form, soon));
    if (moving.length === 0 && told.every((waiting = 0) => waiting === 0)) return;
    await sleep(POLL_MS);
  }
}

const SHARE = { confirmed: 0.6, annulled: 0.03 };

/** Part of the goods leave the Union, some forms are annulled, and the nightly lists tell it. Gives how many were decided. */
export async function borderDecides({ remote: { customs } }: Outside, dice: Dice): Promise<number> {
  const registered = ((await customs?.forms()) ?? []).filter(({ normal, emergency }) => normal ?? emergency);
  const ids = registered.map(({ formId }) => formId).sort();
  const thrown = ids.map((id) => [id, dice.next()] as const);
  const annul = thrown.filter(([, chance]) => chance < SHARE.annulled).map(([id]) => id);
  const confirm = thrown.filter(([, chance]) => chance > 1 - SHARE.confirmed).map(([id]) => id);
  return (await customs?.nightly({ confirm, annul })) ?? 0;
}
