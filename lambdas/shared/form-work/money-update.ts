import type { FormEvent } from '../../../domain/tax-free/life/event.ts';
import type { Outcome, Said } from '../../../domain/tax-free/life/outcome.ts';
import { type Expression, expression, type FormUpdate, map, number, text } from './expression.ts';
import type { Happening, OutcomeWord } from './happening.ts';

/** The attribute that holds the last key of a kind. */
const lastOf = (key: string): 'lastCredit' | 'lastDebit' => (key.includes(':debit:') ? 'lastDebit' : 'lastCredit');

const SAID: Readonly<Record<string, Outcome>> = { succeeded: 'done', failed: 'refused', reversed: 'reversed' };

/** What an outcome may follow, so that no word overtakes a newer one. */
const AFTER: Readonly<Record<Outcome, readonly Outcome[]>> = {
  done: ['refused'],
  refused: [],
  reversed: ['done'],
};

/** Writes a word down with its key, once: each kind of word has a time of its own, so nothing grows with its repetitions. */
function writeWord(own: Expression, path: string, said: Said, outcome: Outcome, word: OutcomeWord, at: Date): void {
  const { amount, pspReference, reason } = word;
  const now = own.value(text(at.toISOString()));
  const heard = `${path}.${own.name(`${said}At`)}`;
  own.demand(`attribute_not_exists(${heard})`);
  if (amount !== undefined) own.demand(`${path}.${own.name('amount')} = ${own.value(number(amount))}`);
  own.set(heard, now);
  own.set(`${path}.${own.name('outcome')}`, own.value(text(outcome)));
  own.set(`${path}.${own.name('settledAt')}`, now);
  if (pspReference !== undefined) own.set(`${path}.${own.name('pspReference')}`, own.value(text(pspReference)));
  if (reason !== undefined) own.set(`${path}.${own.name('reason')}`, own.value(text(reason)));
}

const pathOf = (own: Expression, key: string): string => `${own.name('attempts')}.${own.name(key)}`;

function demandBefore(own: Expression, path: string, before: Outcome | undefined): void {
  const outcome = `${path}.${own.name('outcome')}`;
  own.demand(before === undefined ? `attribute_not_exists(${outcome})` : `${outcome} = ${own.value(text(before))}`);
}

/** What became of the last key, as its event says. */
function setOutcome(own: Expression, event: FormEvent, word: OutcomeWord, at: Date): void {
  const said = SAID[event.slice(event.indexOf('-') + 1)];
  if (said === undefined) throw new Error(`${event} says nothing of a key`);
  const path = pathOf(own, word.key);
  const outcome = `${path}.${own.name('outcome')}`;
  const after = AFTER[said].map((before) => `${outcome} = ${own.value(text(before))}`);
  own.demand(`${own.name(lastOf(word.key))} = ${own.value(text(word.key))}`);
  own.demand(`(${[`attribute_not_exists(${outcome})`, ...after].join(' OR ')})`);
  if (said === 'reversed') own.demand(`attribute_not_exists(${path}.${own.name('restoredAt')})`);
  writeWord(own, path, said, said, word, at);
}

/** A word that takes back what was written down, or changes what an earlier key moved. */
function setChange(own: Expression, word: OutcomeWord, at: Date): void {
  const { key, change } = word;
  if (change === undefined) throw new Error('a change names what it changes');
  const path = pathOf(own, key);
  own.demand(`attribute_exists(${path})`);
  demandBefore(own, path, change.before);
  writeWord(own, path, change.said, change.outcome, word, at);
}

/** The intent of a new key, or what became of one. */
export function setMoney(own: Expression, event: FormEvent, happening: Happening, at: Date): void {
  const { intent, previous, outcome } = happening;
  if (intent !== undefined) {
    const last = own.name(lastOf(intent.key));
    own.demand(previous === undefined ? `attribute_not_exists(${last})` : `${last} = ${own.value(text(previous))}`);
    own.set(last, own.value(text(intent.key)));
    const attempt = map({ amount: intent.amount, intendedAt: at.toISOString() });
    own.set(pathOf(own, intent.key), own.value(attempt));
  }
  if (outcome === undefined) return;
  if (event === 'outcome-changed') setChange(own, outcome, at);
  else setOutcome(own, event, outcome, at);
}

/**
 * A word on a key under which no money moved: written down with the key and nowhere else. State, revision and log stay.
 *
 * Dies before or the answer is lost: the acquirer sends it again, and the condition finds the word there. The other Region the same. Each
 * key has at most one time for each of the four words.
 */
export function noteUpdate(word: OutcomeWord, at: Date): FormUpdate {
  const own = expression();
  setChange(own, word, at);
  return own.update();
}
