import fc from 'fast-check';

export const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<';

/** What a character counts, written down anew so that the parser is not tested against itself. */
export const worth = (character: string): number => (character === '<' ? 0 : Number.parseInt(character, 36));

const checkDigit = (text: string): string =>
  String([...text].reduce((sum, character, i) => sum + worth(character) * ([7, 3, 1][i % 3] ?? 0), 0) % 10);

export interface Holder {
  code: string;
  issuer: string;
  nationality: string;
  surname: string;
  givenNames: string;
  number: string;
  birth: string;
  sex: string;
  expiry: string;
  optional: string;
  more: string;
}

const fill = (text: string, length: number): string => text.padEnd(length, '<').slice(0, length);
const checked = (text: string): string => text + checkDigit(text);
const namesOf = ({ surname, givenNames }: Holder): string =>
  (givenNames === '' ? [surname] : [surname, givenNames]).map((part) => part.replaceAll(' ', '<')).join('<<');

/** Number, check digit and optional data, with a long number's rest at the front of these. */
function numberAndOptional({ number, optional }: Holder, length: number): [number: string, optional: string] {
  if (number.length <= 9) return [checked(fill(number, 9)), fill(optional, length)];
  return [`${number.slice(0, 9)}<`, fill(`${number.slice(9)}${checkDigit(number)}<${optional}`, length)];
}

export function printTd3(holder: Holder): string[] {
  const data = fill(holder.optional, 14);
  const optional = data + (holder.optional === '' ? '<' : checkDigit(data));
  const [number, birth, expiry] = [checked(fill(holder.number, 9)), checked(holder.birth), checked(holder.expiry)];
  return [
    fill(fill(holder.code, 2) + fill(holder.issuer, 3) + namesOf(holder), 44),
    `${number}${fill(holder.nationality, 3)}${birth}${holder.sex}${expiry}${optional}${checkDigit(number + birth + expiry + optional)}`,
  ];
}

function printTd2(holder: Holder): string[] {
  const [number, optional] = numberAndOptional(holder, 7);
  const [birth, expiry] = [checked(holder.birth), checked(holder.expiry)];
  return [
    fill(fill(holder.code, 2) + fill(holder.issuer, 3) + namesOf(holder), 36),
    `${number}${fill(holder.nationality, 3)}${birth}${holder.sex}${expiry}${optional}${checkDigit(number + birth + expiry + optional)}`,
  ];
}

export function printTd1(holder: Holder): string[] {
  const [number, optional] = numberAndOptional(holder, 15);
  const [birth, expiry, more] = [checked(holder.birth), checked(holder.expiry), fill(holder.more, 11)];
  const composite = checkDigit(number + optional + birth + expiry + more);
  return [
    fill(holder.code, 2) + fill(holder.issuer, 3) + number + optional,
    `${birth}${holder.sex}${expiry}${fill(holder.nationality, 3)}${more}${composite}`,
    fill(namesOf(holder), 30),
  ];
}

const text = (alphabet: string, minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength });
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ALPHANUMERIC = ALPHABET.slice(0, 36);
const word = text(LETTERS, 1, 6);
const words = fc.array(word, { minLength: 1, maxLength: 2 }).map((parts) => parts.join(' '));
const sixDigits = (from: string, to: string): fc.Arbitrary<string> =>
  fc
    .date({ min: new Date(from), max: new Date(to), noInvalidDate: true })
    .map((date) => date.toISOString().slice(2, 10).replaceAll('-', ''));

/** The day the generated holders are read on. */
export const TODAY = '2026-11-24';

/** A date of fillers. */
const UNKNOWN = '<'.repeat(6);

/** A birth of which the day, the month too, or all is unknown. */
const partlyKnown = (date: string): fc.Arbitrary<string> =>
  fc.constantFrom(`${date.slice(0, 4)}<<`, `${date.slice(0, 2)}<<<<`, UNKNOWN);

/** Both names, one that is the surname, or one that stands among the given names. */
const named = fc.tuple(words, words, fc.nat(2)).map(([surname, givenNames, which]) => ({
  surname: which === 2 ? '' : surname,
  givenNames: which === 1 ? '' : givenNames,
}));

/** Holders whose documents are right. Births and expiries are within the windows where two digits are one year. */
const holders = (code: string, longest: number): fc.Arbitrary<Holder> =>
  fc
    .record({
      code: fc.constantFrom(code, `${code}D`),
      issuer: fc.constantFrom('FRA', 'D', 'UTO', 'GBN', 'XXA', 'JPN'),
      nationality: fc.constantFrom('CHN', 'D', 'UTO', 'USA', 'RKS'),
      number: text(ALPHANUMERIC, 1, longest),
      birth: fc.oneof(sixDigits('1926-11-25', '2026-11-24'), sixDigits('1927-01-01', '2025-12-31').chain(partlyKnown)),
      sex: fc.constantFrom('M', 'F', '<'),
      expiry: fc.oneof(sixDigits('2000-01-01', '2076-12-31'), fc.constant(UNKNOWN)),
      optional: fc.oneof(text(ALPHANUMERIC, 1, 2), fc.constant('')),
      more: fc.oneof(text(ALPHANUMERIC, 1, 11), fc.constant('')),
    })
    .chain((holder) => named.map((names) => ({ ...holder, ...names })));

export interface Print {
  name: string;
  print: (holder: Holder) => string[];
  holder: fc.Arbitrary<Holder>;
  /** Stretches under the composite digit and that digit: line, first and last position. */
  covered: readonly (readonly [line: number, first: number, last: number])[];
}

/** The three formats, with the longest number that leaves room for its check digit, a filler and two characters more. */
export const PRINTS: readonly Print[] = [
  {
    name: 'TD3',
    print: printTd3,
    holder: holders('P', 9),
    covered: [
      [2, 1, 10],
      [2, 14, 20],
      [2, 22, 44],
    ],
  },
  {
    name: 'TD2',
    print: printTd2,
    holder: holders('I', 12),
    covered: [
      [2, 1, 10],
      [2, 14, 20],
      [2, 22, 36],
    ],
  },
  {
    name: 'TD1',
    print: printTd1,
    holder: holders('I', 20),
    covered: [
      [1, 6, 30],
      [2, 1, 7],
      [2, 9, 15],
      [2, 19, 30],
    ],
  },
];
