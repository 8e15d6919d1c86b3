import type { Violation } from './violation.ts';

/** Longer texts are cut: an answer is read by a person. */
const LONGEST = 60;

/** What was found at a place of a request, as an answer may hold it: short, and never more than one value. */
export function foundOf(value: unknown): NonNullable<Violation['found']> | null {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return value.length > LONGEST ? `${value.slice(0, LONGEST).toWellFormed()}…` : value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : 'a number too large';
  if (typeof value === 'boolean' || value === null) return value;
  return Array.isArray(value) ? `a list of ${value.length}` : 'an object';
}
