import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

/** How a command ended, and what it printed. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly took_ms: number;
}

export interface RunOptions {
  /** Folder in which it is started. */
  readonly cwd?: string;
  /** All of its environment beside PATH. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Starts a program of this project as a process, as its npm script does. HOME is an empty place: no ~/.aws leads anywhere. */
export function run(file: string, words: readonly string[], { cwd = ROOT, env = {}, input = '' }: RunOptions = {}) {
  const started_ms = performance.now();
  const child = spawn(process.execPath, [`${ROOT}${file}`, ...words], {
    cwd,
    env: { PATH: process.env.PATH, HOME: `${tmpdir()}/nobody`, ...env },
  });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.on('data', (text) => out.push(String(text)));
  child.stderr.on('data', (text) => err.push(String(text)));
  child.stdin.end(input);
  return new Promise<Ran>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ code, out: out.join(''), err: err.join(''), took_ms: performance.now() - started_ms }),
    );
  });
}
