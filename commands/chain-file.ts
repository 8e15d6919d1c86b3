import type { ExportedEntry } from '../domain/chain/verify.ts';

/** One entry as a line of an export. The signed text stands in it byte for byte. */
export const chainLine = ({ canonical, signature }: ExportedEntry): string =>
  `{"entry":${canonical},"signature":"${Buffer.from(signature).toString('base64url')}"}`;

/** Any character may stand in the text, also those that `.` does not match without the flag s. */
const LINE = /^\{"entry":(\{.*\}),"signature":"([\w-]{86})"\}$/s;

/** @returns the entry of a line, or undefined when the line is not exactly as an export writes it */
export function parseChainLine(line: string): ExportedEntry | undefined {
  const [, canonical, text] = LINE.exec(line) ?? [];
  if (canonical === undefined || text === undefined) return undefined;
  const signature = Buffer.from(text, 'base64url');
  return signature.toString('base64url') === text ? { canonical, signature } : undefined;
}
