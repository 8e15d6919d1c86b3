/** A try to move money, with what became of it. Amounts in cents. */
export interface Moved {
  key: string;
  amount: number;
  outcome?: string;
}

/** What a form promised, and what moved for it. */
export interface Account {
  /** Cents promised to the card. */
  refund: number;
  /** Whether customs have validated the export, by their last word. */
  isConfirmed: boolean;
  attempts: readonly Moved[];
  /** Cents that were paid beside the card, to the traveller; less what was taken from them. */
  paidBeside: number;
}

const sum = (moved: readonly Moved[]): number => moved.reduce((total, { amount }) => total + amount, 0);

const doneOf = ({ attempts }: Account, kind: 'credit' | 'debit'): Moved[] =>
  attempts.filter(({ key, outcome }) => outcome === 'done' && key.includes(`:${kind}:`));

/** Cents that the card holds: credits less debits. */
const heldByCard = (account: Account): number => sum(doneOf(account, 'credit')) - sum(doneOf(account, 'debit'));

/** Late fees of debits that took a credit back: they stay with the operator. A debit of nothing owes all of it. */
function lateFees(account: Account): number {
  const credits = doneOf(account, 'credit').length;
  const justified = doneOf(account, 'debit').slice(0, credits);
  return justified.reduce((total, { amount }) => total + Math.max(amount - account.refund, 0), 0);
}

/**
 * Cents that are owed to the traveller; less than 0 when the traveller owes them. What is due is the refund once customs validated, and
 * nothing before.
 */
export const owedToTraveller = (account: Account): number =>
  (account.isConfirmed ? account.refund : 0) - heldByCard(account) - lateFees(account) - account.paidBeside;
