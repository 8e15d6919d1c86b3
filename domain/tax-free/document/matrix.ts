import { FORM_LIFE, meaningOf, next } from '../life/life.ts';
import { isFromOutside } from '../life/meaning.ts';
import { REASONS, WORD_TROUBLES } from '../life/reason.ts';
import type { State } from '../life/state.ts';
import { table } from './markdown.ts';

const outside = FORM_LIFE.events.filter(isFromOutside).map(({ event }) => event);

type OutsideEvent = (typeof outside)[number];

function cell(state: State, event: OutsideEvent): string {
  const step = next(state, event);
  if (step !== undefined) return `→ \`${step.to}\`${step.guard === undefined ? '' : ` [${step.guard}]`}`;
  const meaning = meaningOf(state, event);
  if (meaning === undefined) throw new Error(`${event} in ${state} means nothing that is named`);
  return 'trouble' in meaning ? `**${meaning.trouble}**` : meaning.ignored;
}

/** Every word from outside in every state: the state it leads to, why it means nothing, or the trouble that calls a person. */
export const matrixTable = (): string =>
  table(
    ['state', ...outside.map((event) => `\`${event}\``)],
    FORM_LIFE.states.map(({ state }) => [`\`${state}\``, ...outside.map((event) => cell(state, event))]),
  );

export const ignoredTable = (): string =>
  table(
    ['reason', 'meaning'],
    REASONS.map(({ reason, says }) => [`\`${reason}\``, says]),
  );

export const troublesTable = (): string =>
  table(
    ['trouble', 'meaning'],
    WORD_TROUBLES.map(({ trouble, says }) => [`\`${trouble}\``, says]),
  );
