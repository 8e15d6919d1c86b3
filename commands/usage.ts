/** The words of a command do not fit: the message is how to use it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Runs the action a command line names; says how to use it, or in one line what went wrong, and sets the exit code. */
export async function runCommand(
  actions: Record<string, () => Promise<void>>,
  name: string | undefined,
  usage: string,
): Promise<void> {
  try {
    const action = name === undefined ? undefined : actions[name];
    if (action === undefined) throw new UsageError(usage);
    await action();
  } catch (error) {
    const { name: kind, message } = error as Error;
    console.error(kind === 'UsageError' ? `Usage:\n${message}` : `${kind}: ${message}`);
    process.exitCode = kind === 'UsageError' ? 2 : 1;
  }
}
