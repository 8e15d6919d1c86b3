import { type ChildProcess, fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Part, Tally } from '../../lambdas/boot-check/events.ts';

interface Checked {
  tally: Tally;
  /** Processor time of the sandbox for this part, its start not counted. */
  cpu_s: number;
  /** Most memory of the sandbox so far. */
  peak_mb: number;
}

/** A deployed function is bundled JavaScript: it does not translate TypeScript when it starts. */
const COMPILED = { NODE_COMPILE_CACHE: join(tmpdir(), 'permanence-bench-compiled') };

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));

function ask(sandbox: ChildProcess, event: object): Promise<Checked> {
  return new Promise((resolve, reject) => {
    const died = (): void => reject(new Error('a sandbox died'));
    sandbox.once('exit', died);
    sandbox.once('message', (answer) => {
      sandbox.off('exit', died);
      resolve(answer as Checked);
    });
    sandbox.send(event);
  });
}

/** Checks parts in some sandboxes beside each other, each taking the next part when it is done, as a state machine's map does. */
export async function inSandboxes(
  many: number,
  parts: readonly Part[],
  eventOf: (part: Part) => object,
): Promise<Checked[]> {
  const left = [...parts];
  const checked: Checked[] = [];
  const sandboxes = Array.from({ length: many }, () => fork(WORKER, { env: { ...process.env, ...COMPILED } }));
  try {
    await Promise.all(
      sandboxes.map(async (sandbox) => {
        for (let part = left.shift(); part !== undefined; part = left.shift())
          checked.push(await ask(sandbox, eventOf(part)));
      }),
    );
  } finally {
    for (const sandbox of sandboxes) sandbox.kill();
  }
  return checked;
}
