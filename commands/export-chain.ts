/** `npm run export-chain -- --store S --till T`: a till's whole chain as lines, for an auditor. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { LAST_SEQUENCE } from '../domain/receipt-number.ts';
import { createChainReader } from '../lambdas/shared/chain-reader.ts';
import { chainLine } from './chain-file.ts';
import { workplace } from './registry/clients.ts';
import { runCommand, UsageError } from './usage.ts';

const USAGE = `npm run export-chain -- --store HAUSSMANN --till 012 --out chain.jsonl [--environment production]`;

const { values } = parseArgs({
  options: {
    store: { type: 'string' },
    till: { type: 'string' },
    out: { type: 'string' },
    environment: { type: 'string' },
  },
});

async function exportChain(): Promise<void> {
  const { store, till, out, environment } = values;
  if (!store || !till || !out) throw new UsageError(USAGE);
  const { dynamodb, ledgerTable } = workplace(environment);
  const file = createWriteStream(out, { flags: 'wx' });
  let count = 0;
  for await (const stored of createChainReader(dynamodb, ledgerTable).range(store, till, 1, LAST_SEQUENCE)) {
    if (!file.write(`${chainLine(stored)}\n`)) await once(file, 'drain');
    count++;
  }
  file.end();
  await finished(file);
  console.log(`${count} entries of ${store}/${till} are in ${out}`);
}

await runCommand({ export: exportChain }, 'export', USAGE);
