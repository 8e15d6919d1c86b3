import { type ChildProcess, fork } from 'node:child_process';

/** A simulator as whoever started it sees it. */
export interface Simulator {
  readonly url: string;
  /** Ends it at once, as a crash would: its records are on disk. */
  stop(): Promise<void>;
}

/** How a simulator is told and asked things. */
export interface Controls {
  get(path: string): Promise<unknown>;
  post(path: string, body: unknown): Promise<unknown>;
}

interface Serving {
  url: string;
}

const START_TIMEOUT_MS = 20_000;

function serving(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const tooLate = setTimeout(() => reject(new Error('the simulator did not start in time')), START_TIMEOUT_MS);
    child.once('message', (message) => {
      clearTimeout(tooLate);
      resolve((message as Serving).url);
    });
    child.once('exit', (code) => {
      clearTimeout(tooLate);
      reject(new Error(`the simulator ended with ${code}`));
    });
  });
}

async function ask(url: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(url, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
  return JSON.parse(text);
}

const JSON_TYPE = { 'content-type': 'application/json' };

export const controlsOf = ({ url }: Simulator): Controls => ({
  get: (path) => ask(`${url}${path}`, {}),
  post: (path, body) => ask(`${url}${path}`, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(body) }),
});

/**
 * Starts a simulator as a process of its own, which ends when this one does.
 *
 * @param main its main file, which calls `runSimulator`
 * @param options given to it as they are
 */
export async function startSimulator(main: string, options: object): Promise<Simulator> {
  const child = fork(main, [JSON.stringify(options)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const url = await serving(child);
  return {
    url,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** The other side: serves with the options it was started with, says where, and does not outlive its starter. */
export async function runSimulator<T>(serveIt: (options: T) => Promise<{ url: string }>): Promise<void> {
  const options = JSON.parse(process.argv[2] ?? '{}') as T;
  const { url } = await serveIt(options);
  process.on('disconnect', () => process.exit());
  process.send?.({ url } satisfies Serving);
}
