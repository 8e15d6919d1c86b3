import type { KeptEntry } from '../domain/evidence/verify.ts';

/** One entry as a line of an export. The hashed text stands in it byte for byte. */
export const evidenceLine = ({ canonical, hash }: KeptEntry): string => `{"entry":${canonical},"hash":"${hash}"}`;

/** Any character may stand in the text, also those that `.` does not match without the flag s. */
const LINE = /^\{"entry":(\{.*\}),"hash":"([\w-]{43})"\}$/s;

/** @returns the entry of a line, or undefined when the line is not exactly as an export writes it */
export function parseEvidenceLine(line: string): KeptEntry | undefined {
  const [, canonical, hash] = LINE.exec(line) ?? [];
  return canonical === undefined || hash === undefined ? undefined : { canonical, hash };
}
