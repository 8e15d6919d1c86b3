import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayHoldRefused, REFUSED_CHARACTERS, textViolations } from '../../domain/text.ts';

const rulesOf = (text: string): string[] => textViolations({ label: text }).map(({ rule }) => rule);

describe('a free text', () => {
  it.each([
    ['NUL', '\u0000', 'text-control'],
    ['BEL', '\u0007', 'text-control'],
    ['ESC', '\u001b', 'text-control'],
    ['a tab', '\t', 'text-control'],
    ['a line feed', '\n', 'text-control'],
    ['DEL', '\u007f', 'text-control'],
    ['NEL', '\u0085', 'text-control'],
    ['CSI', '\u009b', 'text-control'],
    ['a line separator', '\u2028', 'text-line-separator'],
    ['a paragraph separator', '\u2029', 'text-line-separator'],
    ['RLO', '\u202e', 'text-direction'],
    ['an isolate', '\u2067', 'text-direction'],
    ['the Arabic letter mark', '\u061c', 'text-direction'],
    ['half a pair', '\ud83d', 'text-half'],
    ['a noncharacter', '\ufdd0', 'text-nothing'],
    ['the last code point', '\u{10ffff}', 'text-nothing'],
    ['a private character', '\uf8ff', 'text-private'],
    ['a zero width space', '\u200b', 'text-invisible'],
    ['a byte order mark', '\ufeff', 'text-invisible'],
    ['a soft hyphen', '\u00ad', 'text-invisible'],
    ['a tag', '\u{e0041}', 'text-invisible'],
    ['a Hangul filler', '\u3164', 'text-invisible'],
    ['an interlinear anchor', '\ufff9', 'text-invisible'],
  ])('with %s is refused, and the refusal names place, code point and reason', (_, character, rule) => {
    const [violation, ...more] = textViolations({ lines: [{ label: `Robe${character}taille 38` }] });
    expect(more).toEqual([]);
    expect(violation).toMatchObject({ at: '/lines/0/label', rule, detail: expect.stringContaining('character 5') });
    expect(violation?.found).toBe(`U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`);
  });

  it.each([
    'Carré de soie « Été » 90 × 90',
    'café',
    'cafe\u0301',
    'prix\u00a0net\u202f: 5\u2009€',
    '絹のスカーフ\u3000赤',
    'وشاح حرير',
    'रेशमी दुपट्टा',
    '🧣 😀 𝒜',
    'L\'"&<>\\/',
  ])('%j is taken as it is', (text) => expect(rulesOf(text)).toEqual([]));

  it('of any Unicode has what is refused exactly when it holds a refused character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const refused = [...text].some((one) => REFUSED_CHARACTERS.some(({ pattern }) => pattern.test(one)));
        expect(rulesOf(text).length > 0).toBe(refused);
        if (refused) expect(mayHoldRefused(JSON.stringify({ text }))).toBe(true);
      }),
    );
  });

  it('is looked at wherever it stands, except where its own rules read it', () => {
    const value = { mrz: 'P<\nL8', a: { 'b/c~': ['\u0000'] } };
    expect(textViolations(value, '', ['/mrz']).map(({ at }) => at)).toEqual(['/a/b~1c~0/0']);
  });

  it('that is wrong in a thousand places is answered by twenty of them', () => {
    expect(textViolations(Array.from({ length: 1_000 }, () => '\u0000'))).toHaveLength(20);
  });
});
