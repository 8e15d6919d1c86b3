import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePassport } from '../../../domain/passport/parse.ts';
import { ALPHABET, type Holder, PRINTS, type Print, printTd1, printTd3, TODAY, worth } from './printer.ts';

const replaced = (lines: readonly string[], line: number, position: number, character: string): string =>
  lines
    .map((text, i) => (i === line - 1 ? text.slice(0, position - 1) + character + text.slice(position) : text))
    .join('\n');

const places = (print: Print): [line: number, position: number][] =>
  print.covered.flatMap(([line, first, last]) =>
    Array.from({ length: last - first + 1 }, (_, i): [number, number] => [line, first + i]),
  );

const AUBERT: Holder = {
  code: 'P',
  issuer: 'FRA',
  nationality: 'FRA',
  surname: 'AUBERT',
  givenNames: '',
  number: '',
  birth: '850203',
  sex: 'F',
  expiry: '300203',
  optional: '',
  more: '',
};

describe.each(PRINTS)('$name', (print) => {
  test('one changed character under a check digit is noticed unless both count the same modulo 10', () => {
    const all = places(print);
    fc.assert(
      fc.property(
        print.holder,
        fc.constantFrom(...all),
        fc.constantFrom(...ALPHABET),
        (holder, [line, position], character) => {
          const lines = print.print(holder);
          const was = lines[line - 1]?.charAt(position - 1) ?? '';
          const seen = !parsePassport(replaced(lines, line, position, character), TODAY).readable;
          if (worth(character) % 10 !== worth(was) % 10) expect(seen).toBe(true);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

test('what passes unnoticed is exactly an equal value where letters and digits may both stand', () => {
  const specimen = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'];
  const [, second = ''] = specimen;
  const isFree = (position: number): boolean => position <= 9 || (position >= 29 && position <= 42);
  const unnoticed = (position: number, character: string): boolean =>
    isFree(position) &&
    worth(character) % 10 === worth(second.charAt(position - 1)) % 10 &&
    !(position === 1 && character === '<');
  const wrong = PRINTS[0]?.covered.flatMap(([line, first, last]) => {
    const found: string[] = [];
    for (let position = first; position <= last; position++)
      for (const character of ALPHABET) {
        if (character === second.charAt(position - 1)) continue;
        const passes = parsePassport(replaced(specimen, line, position, character), TODAY).readable;
        if (passes !== unnoticed(position, character)) found.push(`${position} ${character}`);
      }
    return found;
  });
  expect(wrong).toEqual([]);
});

test.each([
  ['0', 'O', 'noticed'],
  ['1', 'I', 'noticed'],
  ['2', 'Z', 'noticed'],
  ['5', 'S', 'noticed'],
  ['8', 'B', 'noticed'],
  ['6', 'G', 'unnoticed'],
])('%s read as %s in a document number is %s', (digit, letter, outcome) => {
  const text = (number: string): string =>
    printTd3({ ...AUBERT, number: `12X4${digit}` })
      .join('\n')
      .replace(`12X4${digit}`, number);
  expect(parsePassport(text(`12X4${digit}`), TODAY).readable).toBe(true);
  expect(parsePassport(text(`12X4${letter}`), TODAY).readable).toBe(outcome === 'unnoticed');
});

test('the filler that announces a long number passes for a 0 when its nine first characters ask for that digit', () => {
  const lines = printTd1({ ...AUBERT, code: 'I', number: '00000000012' });
  expect(parsePassport(lines.join('\n'), TODAY)).toMatchObject({ passport: { number: '00000000012' } });
  expect(parsePassport(replaced(lines, 1, 15, '0'), TODAY)).toMatchObject({ passport: { number: '000000000' } });
});

test.each([
  ['sex', 21, 'M'],
  ['nationality', 11, 'X'],
])('no digit covers the %s, so another right value passes', (_, position, character) => {
  const lines = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'];
  expect(parsePassport(replaced(lines, 2, position, character), TODAY).readable).toBe(true);
});
