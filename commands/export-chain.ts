/** `npm run export-chain -- --store S --till T`: a till's whole chain as lines, for an auditor. */
import { LAST_SEQUENCE } from '../domain/receipt-number.ts';
import { createChainReader } from '../lambdas/shared/chain-reader.ts';
import { chainLine } from './chain-file.ts';
import { writeBeside } from './new-file.ts';
import { withPlace } from './place/options.ts';
import type { PlaceAsked } from './place/where.ts';
import { programOf, runProgram } from './program.ts';
import { workplace } from './registry/clients.ts';

interface ExportAsked extends PlaceAsked {
  readonly store: string;
  readonly till: string;
  readonly out: string;
}

async function exportChain(asked: ExportAsked): Promise<void> {
  const { store, till, out } = asked;
  const { dynamodb, ledgerTable } = await workplace(asked);
  const chain = createChainReader(dynamodb, ledgerTable).range(store, till, 1, LAST_SEQUENCE);
  const count = await writeBeside(out, async function* () {
    for await (const stored of chain) yield chainLine(stored);
  });
  console.log(`${count} entries of ${store}/${till} are in ${out}`);
  console.log(`verify them: npm run verify-chain -- ${out} --keys keys.json --last ${count}`);
}

const program = programOf('export-chain', "Writes a till's whole chain of entries into a file, for an auditor.", [
  'npm run export-chain -- --store HAUSSMANN --till 012 --out chain.jsonl',
  'npm run export-chain -- --store LILLE --till 007 --out chain.jsonl --environment production',
]);
withPlace(program)
  .requiredOption('--store <code>', 'the store')
  .requiredOption('--till <code>', 'the till')
  .requiredOption('--out <file>', 'the new file; nothing is overwritten')
  .action(exportChain);

await runProgram(program);
