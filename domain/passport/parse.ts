import { FILLER_CODE } from './character.ts';
import { characterFaults } from './character-faults.ts';
import { endOf, isCheckDigit, isEmpty, weightedSum } from './check-digit.ts';
import { birthDate, type DateReading, expiryDate } from './date.ts';
import type { Fault, FaultKind, FieldName } from './fault.ts';
import type { Format, Span } from './format.ts';
import { capitals, formatOf, splitLines } from './lines.ts';
import { readNames } from './name.ts';
import { readNumber } from './number.ts';
import type { Passport, Scan } from './passport.ts';
import { type State, stateOf } from './state.ts';

/** A scan under way: lines of the right shape, and the faults found so far. */
interface Reading {
  lines: readonly string[];
  format: Format;
  today: string;
  faults: Fault[];
}

const lineOf = (reading: Reading, span: Span): string => reading.lines[span.line] ?? '';

function fault(reading: Reading, kind: FaultKind, field: FieldName, span: Span, at = span.from): void {
  reading.faults.push({ kind, line: span.line + 1, position: at + 1, field });
}

function readDocumentCode(reading: Reading): string {
  const { documentCode, documentCodes } = reading.format;
  const line = lineOf(reading, documentCode);
  if (!documentCodes.includes(line.charAt(0))) fault(reading, 'document-code', 'document-code', documentCode);
  return line.slice(0, line.charCodeAt(1) === FILLER_CODE ? 1 : 2);
}

function readState(reading: Reading, span: Span, field: FieldName): State {
  const line = lineOf(reading, span);
  const end = endOf(line, span.from, span.to);
  const filler = line.indexOf('<', span.from);
  if (end === span.from) fault(reading, 'missing', field, span);
  else if (filler >= 0 && filler < end) fault(reading, 'character', field, span, filler);
  return stateOf(line.slice(span.from, span.to));
}

function readDate(reading: Reading, span: Span, field: 'birth-date' | 'expiry-date', read: typeof birthDate): string {
  const line = lineOf(reading, span);
  const checkIsFiller = line.charCodeAt(span.to) === FILLER_CODE && isEmpty(line, span.from, span.to);
  if (!checkIsFiller && !isCheckDigit(line, span.to, weightedSum(line, span.from, span.to, 0)))
    fault(reading, 'check-digit', `${field}-check`, span, span.to);
  const result: DateReading = read(line, span.from, reading.today);
  if ('date' in result) return result.date;
  fault(reading, result.fault, field, span);
  return '';
}

function readSex(reading: Reading): Passport['sex'] {
  const { sex } = reading.format;
  const letter = lineOf(reading, sex).charAt(sex.from);
  if (letter === 'F' || letter === 'M') return letter;
  if (letter !== '<') fault(reading, 'character', 'sex', sex);
  return undefined;
}

function readDocumentNumber(reading: Reading): { number: string; optionalFrom: number } {
  const { number, optional } = reading.format;
  const result = readNumber(lineOf(reading, number), reading.format);
  if ('number' in result) return result;
  const field =
    result.fault === 'missing'
      ? 'document-number'
      : result.at === number.to
        ? 'document-number-check'
        : 'optional-data';
  fault(reading, result.fault, field, number, result.at);
  return { number: '', optionalFrom: optional.from };
}

/** The check digit of optional data that are all fillers may be a filler too. Source: ICAO Doc 9303, part 4, section 4.2.2. */
function checkOptional(reading: Reading): void {
  const { optional, optionalCheck: check } = reading.format;
  if (check === undefined) return;
  const line = lineOf(reading, optional);
  if (line.charCodeAt(check.from) === FILLER_CODE && isEmpty(line, optional.from, optional.to)) return;
  if (!isCheckDigit(line, check.from, weightedSum(line, optional.from, optional.to, 0)))
    fault(reading, 'check-digit', 'optional-data-check', check);
}

function readOptional(reading: Reading, from: number): string {
  const { optional, moreOptional } = reading.format;
  const line = lineOf(reading, optional);
  const start = Math.min(from + (line.charCodeAt(from) === FILLER_CODE ? 1 : 0), optional.to);
  const own = line.slice(start, Math.max(start, endOf(line, start, optional.to)));
  if (moreOptional === undefined) return own;
  const second = lineOf(reading, moreOptional);
  const more = second.slice(moreOptional.from, endOf(second, moreOptional.from, moreOptional.to));
  return more === '' ? own : `${own}<${more}`;
}

/** Tells of the composite digit only when nothing else is wrong: it covers the others, so it would say nothing new. */
function checkComposite(reading: Reading): void {
  const { covered, composite } = reading.format;
  if (reading.faults.length > 0) return;
  let sum = 0;
  let before = 0;
  for (const span of covered) {
    sum += weightedSum(lineOf(reading, span), span.from, span.to, before);
    before += span.to - span.from;
  }
  if (!isCheckDigit(lineOf(reading, composite), composite.from, sum))
    fault(reading, 'check-digit', 'composite-check', composite);
}

function readFields(reading: Reading): Scan {
  const { format, faults } = reading;
  const documentCode = readDocumentCode(reading);
  const issuer = readState(reading, format.issuer, 'issuing-state');
  const { number, optionalFrom } = readDocumentNumber(reading);
  const nationality = readState(reading, format.nationality, 'nationality');
  const birth = readDate(reading, format.birth, 'birth-date', birthDate);
  const sex = readSex(reading);
  const expiry = readDate(reading, format.expiry, 'expiry-date', expiryDate);
  checkOptional(reading);
  const optionalData = readOptional(reading, optionalFrom);
  checkComposite(reading);
  const result = readNames(lineOf(reading, format.names), format.names.from, format.names.to);
  if ('fault' in result) fault(reading, result.fault, 'names', format.names, result.at);
  if (faults.length > 0 || 'fault' in result) return { readable: false, faults };
  const { names } = result;
  return {
    readable: true,
    passport: {
      format: format.name,
      documentCode,
      issuer,
      number,
      nationality,
      birthDate: birth,
      sex,
      expiryDate: expiry,
      names,
      optionalData,
    },
  };
}

/** Lines of the wrong length; its position is the first that is missing, or the first that is too many. */
function lengthFaults(lines: readonly string[], { length }: Format): Fault[] {
  return lines.flatMap((line, i): Fault[] =>
    line.length === length
      ? []
      : [{ kind: 'line-length', line: i + 1, position: Math.min(line.length, length) + 1, field: undefined }],
  );
}

function readLines(lines: readonly string[], format: Format, today: string): Scan {
  const faults: Fault[] = [];
  characterFaults(lines, format, faults);
  if (faults.length === 0) return readFields({ lines, format, today, faults });
  const raised = lines.map(capitals);
  return raised.some((line, i) => line !== lines[i]) ? readLines(raised, format, today) : { readable: false, faults };
}

/**
 * Reads the machine readable zone of a passport or card: TD1, TD2 or TD3 of ICAO Doc 9303, told apart by their lines.
 *
 * Characters are never guessed. What is wrong comes back as faults with line, position, field and kind: first those of the shape,
 * then those of single characters, then those of whole fields.
 *
 * @param text as a reader gives it: two or three lines, small or capital letters, blanks around them
 * @param today ISO date where the reader stands, for the centuries
 */
export function parsePassport(text: string, today: string): Scan {
  const lines = splitLines(text);
  const format = formatOf(lines);
  if (format === undefined)
    return { readable: false, faults: [{ kind: 'line-count', line: lines.length, position: 0, field: undefined }] };
  for (const line of lines)
    if (line.length !== format.length) return { readable: false, faults: lengthFaults(lines, format) };
  return readLines(lines, format, today);
}
