/** `npm run format`: formats and lints, and mends what it can. */
import { spawnSync } from 'node:child_process';
import { programOf, runProgram } from '../commands/program.ts';

const program = programOf('format', 'Formats and lints the sources, and mends what it can.', [
  'npm run format',
  'npm run format -- commands client',
])
  .argument('[paths...]', 'files or folders (default: everything)')
  .action((paths: readonly string[]) => {
    const { status } = spawnSync('biome', ['check', '--write', ...(paths.length > 0 ? paths : ['.'])], {
      stdio: 'inherit',
    });
    process.exitCode = status ?? 1;
  });

await runProgram(program);
