/** `npm run runbook -- <runbook>`: starts a state machine, follows it state by state, and ends with its output. */
import { actOn } from './runbook/actions.ts';
import { parseRunbookArguments } from './runbook/arguments.ts';

try {
  process.exitCode = await actOn(parseRunbookArguments(process.argv.slice(2), process.env));
} catch (error) {
  const { name, message } = error as Error;
  console.error(name === 'UsageError' ? `Usage:\n${message}` : `${name}: ${message}`);
  process.exitCode = name === 'UsageError' ? 2 : 1;
}
