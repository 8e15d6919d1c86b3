/** The tables a clone is made of, by the last part of the live table's name. */
export const KINDS = ['ledger', 'devices', 'tax-free', 'operations'] as const;

export type Kind = (typeof KINDS)[number];

/** One name per kind of table. */
export type Tables = Readonly<Record<Kind, string>>;

/** What every name of a clone begins with; IAM lets this function touch no other table. */
export const CLONE_PREFIX = 'permanence-clone-';
