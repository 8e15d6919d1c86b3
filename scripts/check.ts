/**
 * Everything CI does, in the order in which a mistake is cheapest to find. Ends with the tests' closing line.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { programOf, runProgram } from '../commands/program.ts';

const RESULTS = 'node_modules/.vitest-results.json';

const STEPS: readonly { name: string; command: string[]; environment?: Record<string, string> }[] = [
  { name: 'format and lint', command: ['biome', 'ci', '--error-on-warnings', '.'] },
  { name: 'types', command: ['tsc', '--project', '.'] },
  {
    name: 'dependency rule',
    command: ['depcruise', '--config', '.dependency-cruiser.mjs', '--output-type', 'err', '.'],
  },
  { name: 'dead code', command: ['knip'] },
  { name: 'synth of every environment', command: ['cdk', 'synth', '--quiet', '--strict'] },
  {
    name: 'tests',
    command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${RESULTS}`],
    environment: { CDK_VALIDATION: 'false' },
  },
  {
    name: 'tests at other moments',
    command: ['vitest', 'run', '--config', 'vitest.moments.config.ts', '--reporter=dot'],
  },
];

function runStep({ name, command: [program = '', ...words], environment = {} }: (typeof STEPS)[number]): boolean {
  const started = performance.now();
  console.log(`\n▶ ${name}`);
  const { status } = spawnSync(`node_modules/.bin/${program}`, words, {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${process.cwd()}/node_modules/.bin:${process.env.PATH}`, ...environment },
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? '✔' : '✘'} ${name} (${seconds} s)`);
  return status === 0;
}

/** The counts of the test run, in the plain form any reader of the log understands. */
function closingLine(): string {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(RESULTS, 'utf8'));
    return `${numPassedTests} passed, ${numFailedTests} failed`;
  } catch {
    return '0 passed, 1 failed';
  }
}

function check(): void {
  rmSync(RESULTS, { force: true });
  const failed = STEPS.filter((step) => !runStep(step)).map(({ name }) => name);
  console.log(failed.length === 0 ? '\nEverything holds.' : `\nFailed: ${failed.join(', ')}.`);
  console.log(closingLine());
  process.exitCode = failed.length === 0 ? 0 : 1;
}

const program = programOf('check', `Everything CI does: ${STEPS.map(({ name }) => name).join(', ')}.`, [
  'npm test',
  'npm run test:only -- test/commands     only some tests',
]).action(check);

await runProgram(program);
