/** The tables that hold facts, by the last part of their names: what is backed up, tested and cloned. */
export const KINDS = ['ledger', 'devices', 'tax-free', 'operations'] as const;

export type Kind = (typeof KINDS)[number];

/** One name per kind of table. */
export type Tables = Readonly<Record<Kind, string>>;
