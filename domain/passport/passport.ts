import type { Fault } from './fault.ts';
import type { Names } from './name.ts';
import type { State } from './state.ts';

/** What a machine readable zone says, its digits right. Whether its states are known is told apart: see {@link State}. */
export interface Passport {
  format: 'TD1' | 'TD2' | 'TD3';
  /** Without filler: `P`, `PD`, `ID`, `AC`. */
  documentCode: string;
  issuer: State;
  /** Without the fillers after it. */
  number: string;
  nationality: State;
  /** ISO 8601; `1974-08` or `1974` where day or month are unknown, empty where the year is. */
  birthDate: string;
  /** Undefined where the document does not say. */
  sex: 'F' | 'M' | undefined;
  /** ISO 8601; empty for a document that never expires. A passport gives nationality and identity, never residence. */
  expiryDate: string;
  names: Names;
  /** Optional data of the issuer without the fillers after it; TD1's two fields with a filler between them. */
  optionalData: string;
}

/** The outcome of a scan: a passport, or every fault that was found. Bad input is no exception. */
export type Scan = { readable: true; passport: Passport } | { readable: false; faults: Fault[] };
