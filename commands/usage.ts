/** What was typed does not fit: the message says what was expected, what was found, and what is allowed. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
