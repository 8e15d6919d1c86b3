/** What every name of a clone begins with; IAM lets this function touch no other table. */
export const CLONE_PREFIX = 'permanence-clone-';
