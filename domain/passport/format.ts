import { ANY, DIGIT, FILLER, LETTER } from './character.ts';
import type { FieldName } from './fault.ts';

/** Where a field stands: line 0 is the first, `from` the index of its first character, `to` the index after its last. */
export interface Span {
  line: number;
  from: number;
  to: number;
}

/** A format of machine readable zone, as data. */
export interface Format {
  name: 'TD1' | 'TD2' | 'TD3';
  lines: number;
  length: number;
  /** First letters its document code may have; others are visas, whose layout is another. */
  documentCodes: string;
  /** Where the rest of a document number of more than nine characters goes; TD3 has no such numbers. */
  longNumbers: boolean;
  documentCode: Span;
  issuer: Span;
  names: Span;
  number: Span;
  nationality: Span;
  birth: Span;
  sex: Span;
  expiry: Span;
  optional: Span;
  /** TD1 has a second field of optional data, TD3 a check digit for its only one. */
  moreOptional: Span | undefined;
  optionalCheck: Span | undefined;
  /** The stretches that the composite check digit covers, in order. */
  covered: readonly Span[];
  composite: Span;
}

/** @param position of the first character in ICAO's count, where 1 is the first; `last` likewise */
const span = (line: number, position: number, last = position): Span => ({
  line: line - 1,
  from: position - 1,
  to: last,
});

/** Source: ICAO Doc 9303, part 5 (TD1), section 4.2. */
export const TD1: Format = {
  name: 'TD1',
  lines: 3,
  length: 30,
  documentCodes: 'ACI',
  longNumbers: true,
  documentCode: span(1, 1, 2),
  issuer: span(1, 3, 5),
  number: span(1, 6, 14),
  optional: span(1, 16, 30),
  birth: span(2, 1, 6),
  sex: span(2, 8),
  expiry: span(2, 9, 14),
  nationality: span(2, 16, 18),
  moreOptional: span(2, 19, 29),
  optionalCheck: undefined,
  names: span(3, 1, 30),
  covered: [span(1, 6, 30), span(2, 1, 7), span(2, 9, 15), span(2, 19, 29)],
  composite: span(2, 30),
};

/** Source: ICAO Doc 9303, part 6 (TD2), section 4.2; P for emergency passports of this size [ours]. */
export const TD2: Format = {
  name: 'TD2',
  lines: 2,
  length: 36,
  documentCodes: 'ACIP',
  longNumbers: true,
  documentCode: span(1, 1, 2),
  issuer: span(1, 3, 5),
  names: span(1, 6, 36),
  number: span(2, 1, 9),
  nationality: span(2, 11, 13),
  birth: span(2, 14, 19),
  sex: span(2, 21),
  expiry: span(2, 22, 27),
  optional: span(2, 29, 35),
  moreOptional: undefined,
  optionalCheck: undefined,
  covered: [span(2, 1, 10), span(2, 14, 20), span(2, 22, 35)],
  composite: span(2, 36),
};

/** Source: ICAO Doc 9303, part 4 (TD3), section 4.2. */
export const TD3: Format = {
  ...TD2,
  name: 'TD3',
  length: 44,
  documentCodes: 'P',
  longNumbers: false,
  names: span(1, 6, 44),
  optional: span(2, 29, 42),
  optionalCheck: span(2, 43),
  covered: [span(2, 1, 10), span(2, 14, 20), span(2, 22, 43)],
  composite: span(2, 44),
};

export interface Field extends Span {
  name: FieldName;
  /** Kinds of character that it may hold, as bits. */
  holds: number;
}

/** The check digit of a field is the character after it. */
const checkOf = ({ line, to }: Span): Span => ({ line, from: to, to: to + 1 });

/**
 * Every field of a format with what it may hold. Birth dates have fillers for what is unknown (Doc 9303, part 3, section 4.8), cards that
 * never expire have them for the whole date of expiry, and the check digit of a field of fillers may be one.
 */
export function fieldsOf(format: Format): Field[] {
  const fields: Field[] = [
    { ...format.documentCode, name: 'document-code', holds: LETTER | FILLER },
    { ...format.issuer, name: 'issuing-state', holds: LETTER | FILLER },
    { ...format.names, name: 'names', holds: LETTER | FILLER },
    { ...format.number, name: 'document-number', holds: ANY },
    { ...checkOf(format.number), name: 'document-number-check', holds: format.longNumbers ? DIGIT | FILLER : DIGIT },
    { ...format.nationality, name: 'nationality', holds: LETTER | FILLER },
    { ...format.birth, name: 'birth-date', holds: DIGIT | FILLER },
    { ...checkOf(format.birth), name: 'birth-date-check', holds: DIGIT | FILLER },
    { ...format.sex, name: 'sex', holds: LETTER | FILLER },
    { ...format.expiry, name: 'expiry-date', holds: DIGIT | FILLER },
    { ...checkOf(format.expiry), name: 'expiry-date-check', holds: DIGIT | FILLER },
    { ...format.optional, name: 'optional-data', holds: ANY },
    { ...format.composite, name: 'composite-check', holds: DIGIT },
  ];
  if (format.moreOptional) fields.push({ ...format.moreOptional, name: 'optional-data', holds: ANY });
  if (format.optionalCheck)
    fields.push({ ...format.optionalCheck, name: 'optional-data-check', holds: DIGIT | FILLER });
  return fields;
}
