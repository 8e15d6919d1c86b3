/** `npm run verify-evidence`: proves that what runbooks said was not changed since. */
import { parseArgs } from 'node:util';
import { type AnchorBook, headInLog, note } from '../domain/evidence/anchors.ts';
import { checkEvidence } from '../domain/evidence/check.ts';
import { RUNBOOKS } from '../domain/evidence/runbooks.ts';
import { type EvidenceFault, FAULT_SAYS, type KeptEntry } from '../domain/evidence/verify.ts';
import { createEvidenceChain } from '../lambdas/runs/chain.ts';
import { evidenceLine, parseEvidenceLine } from './evidence-file.ts';
import { linesOf } from './lines.ts';
import { workplace } from './registry/clients.ts';
import { runCommand, UsageError } from './usage.ts';

const USAGE = `npm run verify-evidence -- [failover …] [--log lines.jsonl …] [--head failover:41:HASH …] [--environment production]
  without names, every runbook; the chains' heads that other chains carry are compared too
  --log     log lines of the function "runs", which hold every head since: who rewrote the table cannot reach them
  --head    a head that was noted: sequence and hash, as this command prints them
  --file    read an export instead of the table, as --print writes it
  --print   print the entries as lines, for an auditor`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    environment: { type: 'string' },
    log: { type: 'string', multiple: true, default: [] },
    head: { type: 'string', multiple: true, default: [] },
    file: { type: 'string' },
    print: { type: 'boolean', default: false },
  },
});

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
async function notedElsewhere(): Promise<AnchorBook> {
  const book: AnchorBook = new Map();
  for (const file of values.log)
    for await (const line of linesOf(file)) {
      const head = headInLog(line);
      if (head !== undefined) insist(note(book, head));
    }
  for (const text of values.head) {
    const [, runbook = '', sequence, hash = ''] = /^([a-z0-9-]+):(\d+):([\w-]{43})$/.exec(text) ?? [];
    if (sequence === undefined) throw new UsageError(USAGE);
    insist(note(book, { runbook, sequence: Number(sequence), hash }));
  }
  return book;
}

function entriesOf(runbook: string) {
  if (values.file !== undefined) return exported(values.file, runbook);
  const { dynamodb, operationsTable } = workplace(values.environment);
  return createEvidenceChain(dynamodb, operationsTable).range(runbook, 1);
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

async function verify(): Promise<void> {
  const names = positionals.length > 0 ? positionals : RUNBOOKS;
  const checked = await checkEvidence(names, values.print ? printing(entriesOf) : entriesOf, await notedElsewhere());
  if ('fault' in checked) throw say(checked.fault);
  const found = checked.heads.filter(({ sequence }) => sequence > 0);
  console.error(`${found.length} chains verified; note these heads where nobody can change them:`);
  for (const { runbook, sequence, hash } of found) console.error(`${runbook}:${sequence}:${hash}`);
}

await runCommand({ verify }, 'verify', USAGE);
