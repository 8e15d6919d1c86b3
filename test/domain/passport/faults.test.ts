import { expect, test } from 'vitest';
import type { Fault } from '../../../domain/passport/fault.ts';
import { parsePassport } from '../../../domain/passport/parse.ts';
import { TODAY } from './printer.ts';

const NAMES = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<';
const DATA = 'L898902C36UTO7408122F1204159ZE184226B<<<<<10';

function faultsOf(...lines: string[]): Fault[] {
  const scan = parsePassport(lines.join('\n'), TODAY);
  return scan.readable ? [] : scan.faults;
}

/** Line 2 with another text from a position on. */
const at = (position: number, text: string, line = DATA): string =>
  line.slice(0, position - 1) + text + line.slice(position - 1 + text.length);

test.each([
  ['a single line', [DATA], { kind: 'line-count', line: 1, position: 0 }],
  ['nothing', [''], { kind: 'line-count', line: 0, position: 0 }],
  ['a short line', [NAMES.slice(1), DATA], { kind: 'line-length', line: 1, position: 44 }],
  ['a long line', [NAMES, `${DATA}<`], { kind: 'line-length', line: 2, position: 45 }],
  ['a letter O in a date', [NAMES, at(15, 'O')], { kind: 'character', line: 2, position: 15, field: 'birth-date' }],
  [
    'a zero in the names',
    [NAMES.replace('KSSON', 'KSS0N'), DATA],
    { kind: 'character', line: 1, position: 12, field: 'names' },
  ],
  ['a blank inside', [NAMES, at(30, ' ')], { kind: 'character', line: 2, position: 30, field: 'optional-data' }],
  ['a full-width letter', [NAMES, at(1, 'Ｌ')], { kind: 'character', line: 2, position: 1, field: 'document-number' }],
  [
    'a visa',
    [NAMES.replace('P<', 'V<'), DATA],
    { kind: 'document-code', line: 1, position: 1, field: 'document-code' },
  ],
  ['no issuer', [NAMES.replace('UTO', '<<<'), DATA], { kind: 'missing', line: 1, position: 3, field: 'issuing-state' }],
  ['a split nationality', [NAMES, at(11, 'U<O')], { kind: 'character', line: 2, position: 12, field: 'nationality' }],
  ['no number', [NAMES, at(1, '<<<<<<<<<')], { kind: 'missing', line: 2, position: 1, field: 'document-number' }],
  [
    'a wrong number',
    [NAMES, at(1, 'M')],
    { kind: 'check-digit', line: 2, position: 10, field: 'document-number-check' },
  ],
  [
    'a wrong birth date',
    [NAMES, at(19, '3')],
    { kind: 'check-digit', line: 2, position: 20, field: 'birth-date-check' },
  ],
  ['a wrong expiry', [NAMES, at(27, '6')], { kind: 'check-digit', line: 2, position: 28, field: 'expiry-date-check' }],
  [
    'wrong optional data',
    [NAMES, at(29, 'X')],
    { kind: 'check-digit', line: 2, position: 43, field: 'optional-data-check' },
  ],
  ['a wrong composite', [NAMES, at(44, '1')], { kind: 'check-digit', line: 2, position: 44, field: 'composite-check' }],
  ['an unknown sex', [NAMES, at(21, 'X')], { kind: 'character', line: 2, position: 21, field: 'sex' }],
  ['no names', [`P<UTO${'<'.repeat(39)}`, DATA], { kind: 'missing', line: 1, position: 6, field: 'names' }],
  ['a misread filler', [at(40, 'K', NAMES), DATA], { kind: 'names', line: 1, position: 40, field: 'names' }],
])('%s is named with its place', (_, lines, fault) => {
  expect(faultsOf(...lines)).toEqual([{ field: undefined, ...fault }]);
});

test('a day that no calendar has is a fault although its digit is right', () => {
  expect(faultsOf(NAMES, at(14, '7402307'))).toContainEqual({
    kind: 'date',
    line: 2,
    position: 14,
    field: 'birth-date',
  });
});

test('every wrong line is named, and every wrong character', () => {
  expect(faultsOf(NAMES.slice(2), `${DATA}<`).map(({ line }) => line)).toEqual([1, 2]);
  expect(faultsOf(NAMES, at(14, 'O4O8')).map(({ position }) => position)).toEqual([14, 16]);
});

test('a fault holds nothing of what was read', () => {
  const text = JSON.stringify(faultsOf(NAMES, at(1, 'M')));
  expect(text).not.toContain('898902');
});
