/** `npm run test:moments`: what tells the time, at moments at which nobody happens to run it. */
import { spawnSync } from 'node:child_process';
import { programOf, runProgram } from '../commands/program.ts';

const program = programOf(
  'test:moments',
  'Runs what tells the time at the ends of months and years, on a leap day and while clocks change.',
  ['npm run test:moments', 'npm run test:moments -- test/domain/morning'],
)
  .argument('[files...]', 'files or folders of tests among them (default: all)')
  .action((files: readonly string[]) => {
    const words = ['run', '--config', 'vitest.moments.config.ts', ...files];
    process.exitCode = spawnSync('vitest', words, { stdio: 'inherit' }).status ?? 1;
  });

await runProgram(program);
