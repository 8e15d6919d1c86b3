/** `npm run test:only`: tests, without the other checks. */
import { spawnSync } from 'node:child_process';
import { programOf, runProgram } from '../commands/program.ts';

interface Words {
  readonly name?: string;
  readonly synthesis?: true;
}

const program = programOf('test:only', 'Runs tests, without the other checks of npm test.', [
  'npm run test:only -- test/commands',
  'npm run test:only -- test/domain/vat.test.ts --name "largest remainder"',
])
  .argument('[files...]', 'files or folders of tests (default: all)')
  .option('--name <pattern>', 'only tests whose name fits')
  .option('--synthesis', 'with the validation that CDK makes of each template, as on deployment')
  .action((files: readonly string[], { name, synthesis }: Words) => {
    const chosen = name === undefined ? [] : ['--testNamePattern', name];
    const env = synthesis ? process.env : { ...process.env, CDK_VALIDATION: 'false' };
    process.exitCode = spawnSync('vitest', ['run', ...chosen, ...files], { stdio: 'inherit', env }).status ?? 1;
  });

await runProgram(program);
