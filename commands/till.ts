import { openTill, readDeviceFile, type TillEvent } from '../client/index.ts';
import { actionFor } from './till/actions.ts';
import { parseTillArguments } from './till/arguments.ts';

import { USAGE } from './till/usage.ts';
import { UsageError } from './usage.ts';

/** Loud on the error stream; what was asked for is printed on the other one. */
function report(event: TillEvent): void {
  if (event.is === 'refused')
    console.error(`refused ${event.entry.kind} ${event.entry.sequence}: ${event.problem.title}`);
  if (event.is === 'stuck')
    console.error(
      `the ledger refuses ${event.entry.kind} ${event.entry.sequence}, which was handed out: ${event.problem.title}`,
    );
  if (event.is === 'halted' || event.is === 'offline') console.error(`${event.is}: ${event.why}`);
}

async function main(): Promise<void> {
  const asked = parseTillArguments(process.argv.slice(2), process.env);
  const action = actionFor(asked.what);
  const device = await readDeviceFile(asked.deviceFile);
  const till = await openTill({ regions: asked.regions, device, directory: asked.directory, report });
  try {
    console.log(JSON.stringify(await action(till, asked), null, 2));
  } finally {
    await till.stop();
  }
}

main().catch((error: Error) => {
  console.error(error instanceof UsageError ? `${error.message}\n\n${USAGE}` : `${error.name}: ${error.message}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
