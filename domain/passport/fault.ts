/** The fields of an MRZ, in the words of ICAO Doc 9303. */
export type FieldName =
  | 'document-code'
  | 'issuing-state'
  | 'names'
  | 'document-number'
  | 'document-number-check'
  | 'nationality'
  | 'birth-date'
  | 'birth-date-check'
  | 'sex'
  | 'expiry-date'
  | 'expiry-date-check'
  | 'optional-data'
  | 'optional-data-check'
  | 'composite-check';

/**
 * What is wrong with a place of an MRZ.
 * - `line-count`: neither two nor three lines. `line-length`: a line too short or too long for its format.
 * - `character`: not one that this place can hold. A letter O in a date is such a fault; it is never taken for a zero.
 * - `missing`: a field that must not be empty is. `document-code`: not a passport or card of this format.
 * - `check-digit`: the digit at this place is not what its field, or all fields together, ask for.
 * - `date`: not a day of the calendar.
 * - `names`: something stands after the end of the names.
 */
export type FaultKind =
  | 'line-count'
  | 'line-length'
  | 'character'
  | 'missing'
  | 'document-code'
  | 'check-digit'
  | 'date'
  | 'names';

/**
 * One fault of a scan and its place, so that a kiosk can say which line to scan again. It holds nothing of what was read, so that
 * it may be logged.
 */
export interface Fault {
  kind: FaultKind;
  /** 1 for the first line. For `line-count` the number of lines that were read. */
  line: number;
  /** 1 for the first character of the line, as ICAO counts; 0 when the whole line is meant. */
  position: number;
  /** Absent when the fault is of the line or of the document, not of a field. */
  field: FieldName | undefined;
}
