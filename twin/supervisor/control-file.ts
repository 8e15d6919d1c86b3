import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Where `npm start` leaves its control file, relative to the project. */
const CONTROL_FILE = '.twin/control.json';

/** How to reach a running twin. */
export interface Control {
  readonly port: number;
  /** Sent back with every command, so that only who can read the file commands the twin. */
  readonly token: string;
}

/** Leaves the file, readable by its owner only. */
export function writeControlFile(file: string, control: Control): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(control), { mode: 0o600 });
}

/** Takes the file away, if it is still there. */
export function removeControlFile(file: string): void {
  rmSync(file, { force: true });
}

/** @throws one line that says what to type when no twin left the file. */
export function readControlFile(file = CONTROL_FILE): Control {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Control;
  } catch (cause) {
    throw new Error('No twin is running here; type: npm start', { cause });
  }
}
