import type { Part } from './events.ts';

/** A segment of a scan as a part: for tables whose items stand for themselves. */
export const segmentsOf = (of: number): Part[] => Array.from({ length: of }, (_, segment) => ({ segment, of }));

/** @throws Error for what is no segment */
export function segmentOf({ segment, of }: Part): { Segment: number; TotalSegments: number } {
  if (!Number.isSafeInteger(segment) || !Number.isSafeInteger(of)) throw new Error('this part is no segment of a scan');
  return { Segment: Number(segment), TotalSegments: Number(of) };
}
