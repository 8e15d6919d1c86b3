/** `npm run bench -- <name> [--json] [...]`: runs one benchmark; its module runs when it is imported, and reads its options itself. */
import { count } from '../commands/numbers.ts';
import { programOf, runProgram } from '../commands/program.ts';

const program = programOf(
  'bench',
  'Measures on this machine, beside a baseline where there is one; bench/README.md says how to read it.',
  [
    'npm run bench -- checkout --json',
    'npm run bench -- checkout --json --full --only growth',
    'npm run bench -- boot-check --json --entries 200000',
  ],
);

const bench = (name: string, summary: string, run: () => Promise<unknown>) =>
  program
    .command(name)
    .description(summary)
    .option('--json', 'the last line is JSON')
    .action(async () => void (await run()));

bench('checkout', 'requests, latency and growth of checkouts, beside a baseline', () => import('./checkout.ts'))
  .option('--full', 'also a chain of a million entries, which takes minutes to fill')
  .option('--seed <number>', 'repeats the customers', count)
  .option('--only <measurement...>', 'only these measurements');
bench('passport', "reading a passport, beside the package 'mrz'", () => import('./passport.ts'));
bench('tax-free', 'requests and own time of tax-free forms', () => import('./tax-free.ts'));
bench('closing', 'closings and the X report by entries since the last closing', () => import('./closing.ts'));
bench('boot-check', 'entries of a restored ledger checked a second', () => import('./boot-check.ts')).option(
  '--entries <number>',
  'entries of the ledger',
  count,
);

await runProgram(program);
