import { FORM_LIFE } from '../life/life.ts';
import { table } from './markdown.ts';

const node = (state: string): string => state.replaceAll('-', '_');

/** The life of a form as a Mermaid state diagram. */
export function lifeDiagram(): string {
  const { initial, states, transitions } = FORM_LIFE;
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...states.map(({ state }) => `  state "${state}" as ${node(state)}`),
    `  [*] --> ${node(initial)}`,
    ...transitions.map(({ from, on, to, guard }) => {
      const condition = guard === undefined ? '' : ` [${guard}]`;
      return `  ${node(from)} --> ${node(to)}: ${on}${condition}`;
    }),
    ...states.filter(({ rest }) => rest === 'final').map(({ state }) => `  ${node(state)} --> [*]`),
    '```',
  ].join('\n');
}

export const statesTable = (): string =>
  table(
    ['state', 'rest', 'holds its receipts', 'meaning'],
    FORM_LIFE.states.map(({ state, rest, holdsReceipts, says }) => [
      `\`${state}\``,
      rest,
      holdsReceipts ? 'yes' : 'no',
      says,
    ]),
  );

export const eventsTable = (): string =>
  table(
    ['event', 'brought by', 'meaning'],
    FORM_LIFE.events.map(({ event, by, says }) => [`\`${event}\``, by, says]),
  );

export const guardsTable = (): string =>
  table(
    ['guard', 'meaning'],
    FORM_LIFE.guards.map(({ guard, says }) => [`\`${guard}\``, says]),
  );
