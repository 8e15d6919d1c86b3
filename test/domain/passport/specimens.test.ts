import { expect, test } from 'vitest';
import { parsePassport } from '../../../domain/passport/parse.ts';
import { TODAY } from './printer.ts';

const read = (...lines: string[]): unknown => {
  const scan = parsePassport(lines.join('\n'), TODAY);
  return scan.readable ? scan.passport : scan.faults;
};

test('the TD3 specimen of ICAO has right digits and an unknown issuer', () => {
  expect(read('P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10')).toEqual({
    format: 'TD3',
    documentCode: 'P',
    issuer: { code: 'UTO', known: false, alpha2: undefined },
    number: 'L898902C3',
    nationality: { code: 'UTO', known: false, alpha2: undefined },
    birthDate: '1974-08-12',
    sex: 'F',
    expiryDate: '2012-04-15',
    names: { surname: 'ERIKSSON', givenNames: 'ANNA MARIA', maybeTruncated: false },
    optionalData: 'ZE184226B',
  });
});

test('a British passport without personal number may have a zero as its check digit', () => {
  const passport = read('P<GBRSMITH<<JANE<<<<<<<<<<<<<<<<<<<<<<<<<<<<', '1234567897GBR8502038F3002038<<<<<<<<<<<<<<08');
  expect(passport).toMatchObject({
    issuer: { known: true, alpha2: 'GB' },
    number: '123456789',
    birthDate: '1985-02-03',
    expiryDate: '2030-02-03',
    optionalData: '',
  });
});

test('the TD1 specimen is read', () => {
  const lines = ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'];
  expect(read(...lines)).toMatchObject({ format: 'TD1', number: 'D23145890', names: { surname: 'ERIKSSON' } });
});

test('the TD1 specimen with a long number finds its rest in the optional data', () => {
  const lines = ['I<UTOD23145890<7349<<<<<<<<<<<', '3407127M9507122UTO<<<<<<<<<<<2', 'STEVENSON<<PETER<JOHN<<<<<<<<<'];
  expect(read(...lines)).toMatchObject({
    number: 'D23145890734',
    birthDate: '1934-07-12',
    expiryDate: '1995-07-12',
    optionalData: '',
  });
});

test('the TD2 specimen is read', () => {
  const lines = ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6'];
  expect(read(...lines)).toMatchObject({ format: 'TD2', number: 'D23145890', names: { givenNames: 'ANNA MARIA' } });
});
