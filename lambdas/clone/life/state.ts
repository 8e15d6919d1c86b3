/** Where a clone stands. */
export type CloneState = 'planned' | 'restoring' | 'masking' | 'serving' | 'broken' | 'removing' | 'removed';

interface StateRow {
  state: CloneState;
  says: string;
  /** The states it may come from; `planned` is where a clone begins. */
  from: readonly CloneState[];
}

/**
 * The life of a clone. `broken` is left half built: the repair finishes it, which begins anew at `restoring`, or removes it. A run that
 * died in `broken` or `removing` is followed by another one in the same state. What is removed leaves its item as a record of what there
 * was, until the name is used again; when a restore that was still coming makes a table of it after all, it is removed again.
 */
export const CLONE_STATES: readonly StateRow[] = [
  { state: 'planned', says: 'its names are taken and its recovery points chosen', from: ['removed'] },
  { state: 'restoring', says: 'its tables are being restored', from: ['planned', 'broken'] },
  { state: 'masking', says: 'its tables are there and get keys and pseudonyms of their own', from: ['restoring'] },
  { state: 'serving', says: 'it was checked and has an API', from: ['masking'] },
  { state: 'broken', says: 'it was left half built', from: ['planned', 'restoring', 'masking', 'broken'] },
  {
    state: 'removing',
    says: 'what it is made of is being deleted',
    from: ['serving', 'broken', 'removing', 'removed'],
  },
  { state: 'removed', says: 'nothing of it is left', from: ['removing'] },
];

/** The states from which a clone may come into another one. */
export const statesBefore = (to: CloneState): readonly CloneState[] =>
  CLONE_STATES.find(({ state }) => state === to)?.from ?? [];
