import { expect, test } from 'vitest';
import { readNames } from '../../../domain/passport/name.ts';

test.each([
  ['VAN<DER<MUELLEN<<ADRIAAN<', 'VAN DER MUELLEN', 'ADRIAAN', false],
  ['ARKFREITH<<<<<<<<<<<<<<<<', 'ARKFREITH', '', false],
  ['<<ANITA<KUMARI<<<<<<<<<<<', '', 'ANITA KUMARI', false],
  ['<<SUKARNO<<<<<<<<<<<<<<<<', '', 'SUKARNO', false],
  ['OCONNOR<<ENYA<SIOBHAN<<<<', 'OCONNOR', 'ENYA SIOBHAN', false],
  ['NILAVADHANANANDA<<CHAYAPA', 'NILAVADHANANANDA', 'CHAYAPA', true],
  ['PAPANDROPOULOUSJONATHONAL', 'PAPANDROPOULOUSJONATHONAL', '', true],
])('%s is split into surname and given names', (field, surname, givenNames, maybeTruncated) => {
  expect(readNames(field, 0, field.length)).toEqual({ names: { surname, givenNames, maybeTruncated } });
});

test('a name after a third filler is where no name can begin', () => {
  expect(readNames('SMITH<<<JANE<<', 0, 14)).toEqual({ fault: 'names', at: 8 });
});

test.each([
  ['<ANITA<<<<<<<<', 0],
  ['<<<<<<<<<<<<<<', 0],
])('a single filler before a name, or nothing at all (%s), is a name missing', (field, at) => {
  expect(readNames(field, 0, field.length)).toEqual({ fault: 'missing', at });
});

test('a third filler before a name is where no name can begin', () => {
  expect(readNames('<<<ANITA<<<<<<', 0, 14)).toEqual({ fault: 'names', at: 3 });
});
