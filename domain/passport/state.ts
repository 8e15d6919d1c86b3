import { pairs } from './iso-3166.ts';

/** Who issued a document, or whose national its holder is. */
export interface State {
  /** As in the MRZ, without fillers: `FRA`, `D`, `GBN`, `XXA`. */
  code: string;
  /** False for a code that neither ISO nor ICAO lists, such as `UTO` of the specimens. */
  known: boolean;
  /** ISO 3166-1 alpha-2 where there is one, which is what customs want; absent for the stateless and for most organisations. */
  alpha2: string | undefined;
}

/**
 * Codes of ICAO 9303 that are not ISO 3166-1, with the alpha-2 that stands for them.
 *
 * Source: ICAO Doc 9303, part 3, section 5 (parts A to D). `RKS` and `XXK` are what Kosovo's passports carry in practice; `XK`
 * is a user-assigned code that the European Union uses. `EU` and `UN` are exceptionally reserved by ISO 3166/MA.
 */
const SPECIAL: readonly (readonly [code: string, alpha2?: string])[] = [
  ['D', 'DE'],
  ['EUE', 'EU'],
  ['GBD', 'GB'],
  ['GBN', 'GB'],
  ['GBO', 'GB'],
  ['GBP', 'GB'],
  ['GBS', 'GB'],
  ['RKS', 'XK'],
  ['XXK', 'XK'],
  ['UNK', 'XK'],
  ['UNO', 'UN'],
  ['UNA', 'UN'],
  ['XBA'],
  ['XIM'],
  ['XCC'],
  ['XCE'],
  ['XCO'],
  ['XDC'],
  ['XEC'],
  ['XES'],
  ['XMP'],
  ['XOM'],
  ['XPO'],
  ['XXA'],
  ['XXB'],
  ['XXC'],
  ['XXX'],
];

const STATES: ReadonlyMap<string, State> = new Map(
  [...pairs(), ...SPECIAL].map(([code, alpha2]) => [code.padEnd(3, '<'), { code, known: true, alpha2 }]),
);

/** Every code that ISO 3166-1 or ICAO lists. */
export const KNOWN_STATES: readonly State[] = [...STATES.values()];

/** @param field three characters of an MRZ, letters followed by fillers */
export const stateOf = (field: string): State =>
  STATES.get(field) ?? {
    code: field.endsWith('<') ? field.replaceAll('<', '') : field,
    known: false,
    alpha2: undefined,
  };
