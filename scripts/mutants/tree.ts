import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type Mutant, withMutant } from './mutations.ts';

export const trackedFiles = (): string[] =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' }).trim().split('\n');

/** A copy of the project in which files can be broken while others read the original. */
export interface Tree {
  /** Runs some test files with a fault in the tree. A run that does not end in time has noticed it too. */
  noticed(mutant: Mutant | undefined, tests: readonly string[]): Promise<boolean>;
  remove(): void;
}

const LONGEST_RUN_MS = 120_000;

function testsFail(root: string, tests: readonly string[]): Promise<boolean> {
  const child = spawn(join(root, 'node_modules/.bin/vitest'), ['run', '--bail', '1', ...tests], {
    cwd: root,
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, CDK_VALIDATION: 'false' },
  });
  const timer = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), LONGEST_RUN_MS);
  return new Promise((done) => {
    child.once('exit', (code) => {
      clearTimeout(timer);
      done(code !== 0);
    });
  });
}

export function copyTree(files: readonly string[]): Tree {
  const root = mkdtempSync(join(tmpdir(), 'mutants-'));
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    cpSync(file, join(root, file));
  }
  cpSync('api/generated', join(root, 'api/generated'), { recursive: true });
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  return {
    async noticed(mutant, tests) {
      if (mutant === undefined) return testsFail(root, tests);
      const place = join(root, mutant.file);
      const source = readFileSync(place, 'utf8');
      writeFileSync(place, withMutant(source, mutant));
      const fails = await testsFail(root, tests);
      writeFileSync(place, source);
      return fails;
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
