/** Why a clone is not made, changed or removed. The message says what to do. */
export type RefusalName =
  /** The input breaks a rule. */
  | 'InvalidClone'
  /** Something of that name exists already. */
  | 'NameTaken'
  /** No recovery points of one instant hold every table. */
  | 'NoRecoveryPoints'
  /** The clone is not in a state from which this can happen, or another run has it. */
  | 'WrongState'
  /** What the backup holds is not sound: it is not signed anew as if it were. */
  | 'ChainBroken';

/** An error by whose name state machines tell what happened. */
export class CloneRefused extends Error {
  override readonly name: RefusalName;

  constructor(name: RefusalName, message: string) {
    super(message);
    this.name = name;
  }
}
