import type { Violation } from './violation.ts';

/** Characters that a free text may not hold, and why. */
interface RefusedCharacters {
  /** Last part of the rule's name: `text-control`. */
  readonly name: 'control' | 'line-separator' | 'direction' | 'half' | 'nothing' | 'private' | 'invisible';
  readonly pattern: RegExp;
  /** Completes "holds …". */
  readonly what: string;
  readonly why: string;
}

/**
 * What no free text may hold: the texts are signed, printed, sent to customs and read by lines years later, so that what is read must be
 * what was written. The first kind that fits is the one that is named.
 *
 * Source: Unicode 16, chapters 23.1 to 23.8 (controls, format characters, noncharacters), UAX #9 (direction), the derived property
 * Default_Ignorable_Code_Point; Unicode Technical Report #36, section 2 (texts that look the same). Texts are neither normalised nor asked
 * to be: what was sent is what is signed, and nothing is found by its text.
 */
export const REFUSED_CHARACTERS: readonly RefusedCharacters[] = [
  {
    name: 'control',
    pattern: /\p{Cc}/u,
    what: 'a control character',
    why: 'Printers and terminals obey it, and customs refuse the message.',
  },
  {
    name: 'line-separator',
    pattern: /[\u2028\u2029]/u,
    what: 'a line or paragraph separator',
    why: 'A file that is read by lines would be split there.',
  },
  {
    name: 'direction',
    pattern: /\p{Bidi_Control}/u,
    what: 'a direction mark',
    why: 'It changes the order in which a text is shown, so that a reader sees another text than was signed.',
  },
  {
    name: 'half',
    pattern: /\p{Cs}/u,
    what: 'half of a surrogate pair',
    why: 'Half a character cannot be written as UTF-8.',
  },
  {
    name: 'nothing',
    pattern: /\p{Noncharacter_Code_Point}/u,
    what: 'a code point that is no character',
    why: 'Unicode keeps it for use inside programs.',
  },
  {
    name: 'private',
    pattern: /\p{Co}/u,
    what: 'a private character',
    why: 'Each font shows something else for it.',
  },
  {
    name: 'invisible',
    pattern: /[\p{Default_Ignorable_Code_Point}\p{Cf}]/u,
    what: 'an invisible character',
    why: 'Two texts that look the same would differ.',
  },
];

const ANY_REFUSED = new RegExp(REFUSED_CHARACTERS.map(({ pattern }) => pattern.source).join('|'), 'u');

/** Findings at most in one answer: a text may be wrong in thousands of places. */
const MOST = 20;

const named = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** What is wrong with one text: its first refused character. */
function violationOf(text: string, at: string): Violation | undefined {
  const found = ANY_REFUSED.exec(text);
  const kind = found && REFUSED_CHARACTERS.find(({ pattern }) => pattern.test(found[0]));
  if (!found || !kind) return undefined;
  const place = [...text.slice(0, found.index)].length + 1;
  return {
    at,
    rule: `text-${kind.name}`,
    detail: `Remove character ${place}, which is ${kind.what}. ${kind.why}`,
    found: named(found[0]),
    allowed: 'characters that are shown as they stand, and spaces',
  };
}

const pointerStep = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

function* textsIn(value: unknown, at: string, except: readonly string[]): Generator<readonly [string, string]> {
  if (typeof value === 'string') {
    if (!except.includes(at)) yield [at, value];
  } else if (typeof value === 'object' && value !== null)
    for (const [name, child] of Object.entries(value)) yield* textsIn(child, `${at}/${pointerStep(name)}`, except);
}

/**
 * Every text in a request that holds a character of {@link REFUSED_CHARACTERS}, at most 20 of them. Whoever keeps or prints a text before
 * the ledger has seen it (a till that is offline) asks this first.
 *
 * @param value a text, or anything that holds texts
 * @param at JSON pointer to the value in the request
 * @param except pointers of texts that are read by rules of their own: a passport's zone has line feeds
 */
export function textViolations(value: unknown, at = '', except: readonly string[] = []): Violation[] {
  const found: Violation[] = [];
  for (const [place, text] of textsIn(value, at, except)) {
    const violation = violationOf(text, place);
    if (violation) found.push(violation);
    if (found.length === MOST) break;
  }
  return found;
}

/** Whether the JSON text of a request may hold a refused character, in itself or spelt by an escape: most need no closer look. */
export const mayHoldRefused = (json: string): boolean => json.includes('\\') || ANY_REFUSED.test(json);
