import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Runs the command and kills it as soon as the pipe to us closes, which the kernel does for us however we die.
 * The program itself reads nothing, so a shell waits for the end of its input in its place.
 */
const GUARD = 'exec 3<&0; "$@" </dev/null & own=$!; (cat <&3 >/dev/null; kill -9 $own 2>/dev/null) & wait $own';

/** Starts a program that never outlives this process, in a process group of its own so that Ctrl-C does not reach it first. */
export function spawnGuarded(command: string, args: readonly string[], output: number | 'ignore'): ChildProcess {
  return spawn('sh', ['-c', GUARD, 'sh', command, ...args], { stdio: ['pipe', output, output], detached: true });
}

/** Ends a guarded program and resolves when it is gone. */
export async function endGuarded(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.stdin?.destroy();
  await gone;
}
