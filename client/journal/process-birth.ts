import { readFileSync } from 'node:fs';

function text(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/**
 * When a process was born, as far as this system tells: a process id alone is reused, after a restart of the till almost at once.
 * Source: proc(5), field 22 of /proc/<pid>/stat, counted after the name, which may itself contain spaces and parentheses.
 */
export function processBirth(pid: number): string {
  const stat = text(`/proc/${pid}/stat`);
  const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  return `${text('/proc/sys/kernel/random/boot_id').trim()}.${ticks}`;
}

/** Whether the process that was born then is still there. */
export function isAlive(pid: number, birth: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return processBirth(pid) === birth;
}
