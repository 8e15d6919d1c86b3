/** `npm run verify-evidence`: proves that what runbooks said was not changed since. */
import { InvalidArgumentError } from 'commander';
import { type AnchorBook, headInLog, type NotedHead, note } from '../domain/evidence/anchors.ts';
import { checkEvidence } from '../domain/evidence/check.ts';
import { RUNBOOKS } from '../domain/evidence/runbooks.ts';
import { type EvidenceFault, FAULT_SAYS, type KeptEntry } from '../domain/evidence/verify.ts';
import { createEvidenceChain } from '../lambdas/runs/chain.ts';
import { evidenceLine, parseEvidenceLine } from './evidence-file.ts';
import { linesOf } from './lines.ts';
import { withPlace } from './place/options.ts';
import type { PlaceAsked } from './place/where.ts';
import { programOf, runProgram } from './program.ts';
import { workplace } from './registry/clients.ts';

interface VerifyAsked extends PlaceAsked {
  readonly log: readonly string[];
  readonly head: readonly NotedHead[];
  readonly file?: string;
  readonly print?: true;
}

const say = ({ runbook, sequence, fault }: EvidenceFault): Error =>
  new Error(`the first bad entry of ${runbook} is ${sequence} (${fault}): ${FAULT_SAYS[fault]}`);

const insist = (fault: EvidenceFault | undefined): void => {
  if (fault !== undefined) throw say(fault);
};

async function* exported(file: string, runbook: string) {
  let number = 0;
  for await (const line of linesOf(file)) {
    number++;
    const kept = parseEvidenceLine(line);
    if (kept === undefined) throw new Error(`line ${number} is not as an export writes it`);
    if (kept.canonical.includes(`"runbook":${JSON.stringify(runbook)},`)) yield kept;
  }
}

/** What was noted outside of the chains. */
async function notedElsewhere({ log, head: heads }: VerifyAsked): Promise<AnchorBook> {
  const book: AnchorBook = new Map();
  for (const file of log)
    for await (const line of linesOf(file)) {
      const head = headInLog(line);
      if (head !== undefined) insist(note(book, head));
    }
  for (const head of heads) insist(note(book, head));
  return book;
}

/** The chains of a file, or of the nearest Region that answers. */
async function chains(asked: VerifyAsked): Promise<(runbook: string) => AsyncIterable<KeptEntry>> {
  const { file } = asked;
  if (file !== undefined) return (runbook) => exported(file, runbook);
  const { dynamodb, operationsTable } = await workplace(asked);
  const chain = createEvidenceChain(dynamodb, operationsTable);
  return (runbook) => chain.range(runbook, 1);
}

/** Prints the entries as they pass, the first of the two times that they do. */
function printing(chain: (runbook: string) => AsyncIterable<KeptEntry>) {
  const printed = new Set<string>();
  return async function* (runbook: string): AsyncGenerator<KeptEntry> {
    const isFirst = !printed.has(runbook);
    printed.add(runbook);
    for await (const kept of chain(runbook)) {
      if (isFirst) console.log(evidenceLine(kept));
      yield kept;
    }
  };
}

async function verify(runbooks: readonly string[], asked: VerifyAsked): Promise<void> {
  const names = runbooks.length > 0 ? runbooks : RUNBOOKS;
  const all = await chains(asked);
  const checked = await checkEvidence(names, asked.print ? printing(all) : all, await notedElsewhere(asked));
  if ('fault' in checked) throw say(checked.fault);
  const found = checked.heads.filter(({ sequence }) => sequence > 0);
  const absent = runbooks.filter((name) => !found.some(({ runbook }) => runbook === name));
  if (found.length === 0 || absent.length > 0)
    throw new Error(
      `there is no entry to verify of ${absent.length > 0 ? absent.join(', ') : 'any runbook'}: nothing was proven`,
    );
  console.error(`${found.length} chains verified; note these heads where nobody can change them:`);
  for (const { runbook, sequence, hash } of found) console.error(`${runbook}:${sequence}:${hash}`);
}

/** Options that may be given several times. */
const gathered =
  <T>(read: (text: string) => T) =>
  (text: string, before: readonly T[]): readonly T[] => [...before, read(text)];

function headOf(text: string): NotedHead {
  const [, runbook = '', sequence, hash = ''] = /^([a-z0-9-]+):(\d+):([\w-]{43})$/.exec(text) ?? [];
  if (sequence === undefined)
    throw new InvalidArgumentError('Expected runbook:sequence:hash, as this command prints it.');
  return { runbook, sequence: Number(sequence), hash };
}

const program = programOf('verify-evidence', 'Proves that what runbooks wrote down was not changed since.', [
  'npm run verify-evidence',
  'npm run verify-evidence -- failover failback --head failover:41:HASH',
  'npm run --silent verify-evidence -- --print > evidence.jsonl',
  'npm run verify-evidence -- --file evidence.jsonl --log lines.jsonl',
]);
withPlace(program)
  .argument('[runbook...]', 'whose chains (default: of every runbook); heads that other chains carry are compared too')
  .option(
    '--log <file>',
    'log lines of the function "runs", which hold every head since: who rewrote the table cannot reach them',
    gathered((text) => text),
    [],
  )
  .option('--head <head>', 'a head that was noted, as this command prints them', gathered(headOf), [])
  .option('--file <file>', 'read an export instead of the table, as --print writes it')
  .option('--print', 'print the entries as lines, for an auditor')
  .action(verify);

await runProgram(program);
