/** The process of one stack: its API and its functions, with the sandboxes in the same process group. */
import { serveApi } from '../gateway/gateway.ts';
import { lambdaService } from '../lambda/service.ts';
import type { Run, Told } from './messages.ts';

const tell = (message: Told): void => void process.send?.(message);

async function run({ functions, api, surroundings }: Run): Promise<void> {
  const lambda = lambdaService(functions, surroundings);
  const { url } = await serveApi({ region: surroundings.region, api }, lambda, 0);
  tell({ kind: 'serving', url });
}

process.once('message', (message: Run) => {
  run(message).catch((error: unknown) =>
    tell({ kind: 'failed', why: error instanceof Error ? error.message : String(error) }),
  );
});

/** A stack does not outlive its supervisor. */
process.on('disconnect', () => process.kill(-process.pid, 'SIGKILL'));
