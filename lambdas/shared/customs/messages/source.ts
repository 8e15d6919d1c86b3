import type { Sourced } from '../../../../domain/tax-free/source.ts';

/** Domain rules gathered from customs documents of 2024–2025: the messages, their order, and the limits that are named there. */
export const PABLO: Sourced = { grade: 'law', source: 'PABLO V2, customs documents of 2024–2025' };

/** Where the documents at hand give no field names or limits: to be checked against the originals before claiming conformity. */
export const OURS: Sourced = { grade: 'ours', source: 'docs/customs.md, what must be checked against the originals' };
