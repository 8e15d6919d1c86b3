/**
 * `npm run mutants -- [FOLDER …] [--sample N] [--seed S] [--json]`: puts small faults into the code, one at a time, and runs the nearest
 * tests. A fault that no test notices is a survivor: a law that nobody wrote down, or a change without meaning.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { wholeNumber } from '../../commands/numbers.ts';
import { programOf, runProgram } from '../../commands/program.ts';
import { type Mutant, mutantsOf } from './mutations.ts';
import { type Importers, importersAmong, nearestTests } from './nearest-tests.ts';
import { copyTree, type Tree, trackedFiles } from './tree.ts';

const DEFAULT_FOLDERS = ['domain', 'client/journal', 'lambdas/shared/form-work', 'lambdas/checkout'];
const AT_ONCE = 2;
/** Test files tried for a fault: first the nearest few, and for who survives them some more. */
const ROUNDS = [4, 16] as const;

interface Words {
  readonly sample: number;
  readonly seed: string;
  readonly json?: true;
}

const lot = (seed: string, mutant: Mutant): string =>
  createHash('sha256')
    .update([seed, mutant.file, mutant.original, mutant.replacement, mutant.start].join('/'))
    .digest('hex');

/** Faults of a folder's files in the order of the lot. */
function drawn(folder: string, files: readonly string[], { sample, seed }: Words): Mutant[] {
  const within = files.filter((file) => file.endsWith('.ts') && (file === folder || file.startsWith(`${folder}/`)));
  const all = within.flatMap((file) => mutantsOf(file, readFileSync(file, 'utf8')));
  const byLot = all.map((mutant) => [lot(seed, mutant), mutant] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  return byLot.slice(0, sample === 0 ? undefined : sample).map(([, mutant]) => mutant);
}

async function survives(mutant: Mutant, tree: Tree, importers: Importers): Promise<boolean> {
  const tests = nearestTests(mutant.file, importers);
  let from = 0;
  for (const to of ROUNDS) {
    const round = tests.slice(from, to);
    if (round.length > 0 && (await tree.noticed(mutant, round))) return false;
    from = to;
  }
  return true;
}

interface Result {
  readonly mutant: Mutant;
  readonly survived: boolean;
}

async function tryAll(mutants: Mutant[], trees: readonly Tree[], importers: Importers): Promise<Result[]> {
  const results: Result[] = [];
  const rest = mutants.values();
  const work = async (tree: Tree): Promise<void> => {
    for (const mutant of rest) {
      const survived = await survives(mutant, tree, importers);
      results.push({ mutant, survived });
      const where = `${mutant.file}:${mutant.line}`;
      if (survived)
        console.log(`survived  ${where}  ${mutant.original.split('\n')[0]} → ${mutant.replacement || '(nothing)'}`);
      if (results.length % 25 === 0) console.log(`${results.length} of ${mutants.length} tried`);
    }
  };
  await Promise.all(trees.map(work));
  return results;
}

async function countMutants(named: readonly string[], words: Words): Promise<void> {
  const files = trackedFiles();
  const folders = named.length > 0 ? named : DEFAULT_FOLDERS;
  const importers = importersAmong(files.filter((file) => file.endsWith('.ts')));
  const trees = Array.from({ length: AT_ONCE }, () => copyTree(files));
  try {
    const figures = [];
    for (const folder of folders) {
      const results = await tryAll(drawn(folder, files, words), trees, importers);
      const survivors = results.filter(({ survived }) => survived).length;
      const killed = results.length - survivors;
      figures.push({ folder, tried: results.length, killed, share: Number((killed / results.length).toFixed(3)) });
      console.log(`${folder}: ${killed} of ${results.length} noticed`);
    }
    if (words.json) console.log(JSON.stringify({ seed: words.seed, folders: figures }));
  } finally {
    for (const tree of trees) tree.remove();
  }
}

const program = programOf('mutants', 'Puts small faults into the code and counts those that a test notices.', [
  'npm run mutants',
  'npm run mutants -- domain/vat.ts --sample 0',
])
  .argument('[folders...]', `folders or files to break (default: ${DEFAULT_FOLDERS.join(', ')})`)
  .option('--sample <number>', 'how many faults of each folder, drawn by the seed; 0: all', wholeNumber, 60)
  .option('--seed <text>', 'repeats a draw', '1')
  .option('--json', 'the last line is JSON')
  .action(countMutants);

await runProgram(program);
