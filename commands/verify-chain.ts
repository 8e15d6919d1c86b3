/** `npm run verify-chain -- EXPORT --keys KEYS`: proves offline that exported chains are as they were signed. */
import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type ChainFault, createChainVerifier } from '../domain/chain/verify.ts';
import { formatReceiptNumber } from '../domain/receipt-number.ts';
import { publicKeyObject } from '../lambdas/shared/keyring.ts';
import { parseChainLine } from './chain-file.ts';
import { linesOf } from './lines.ts';
import { count } from './numbers.ts';
import { programOf, runProgram } from './program.ts';
import { euros } from './shown.ts';
import { UsageError } from './usage.ts';

interface VerifyAsked {
  readonly keys: string;
  /** Sequence of the last entry, as the till shows it. */
  readonly last?: number;
}

type Verifier = ReturnType<typeof createChainVerifier>;

/** @throws Error saying what was expected when the file is no set of keys */
function readKeys(file: string): Map<string, KeyObject> {
  const text = readFileSync(file, 'utf8');
  try {
    const { keys } = JSON.parse(text) as { keys: { kid: string; x: string }[] };
    return new Map(keys.map(({ kid, x }) => [kid, publicKeyObject(x)]));
  } catch (cause) {
    throw new Error(`${file} is no set of keys as npm run --silent signing-key -- public prints it`, { cause });
  }
}

/** The chain a line says it belongs to; the verifier checks that it does. */
function chainOf(canonical: string): { store: string; till: string } {
  const [, store = ''] = /"store":"([A-Z0-9]+)"/.exec(canonical) ?? [];
  const [, till = ''] = /"till":"([A-Z0-9]+)"/.exec(canonical) ?? [];
  return { store, till };
}

const say = (line: number, { receiptNumber, fault }: ChainFault): Error =>
  new Error(`line ${line}: the first bad entry is ${receiptNumber} (${fault})`);

/** Verifies every line. @returns the chains of the file; @throws Error naming the first line that is not as it was signed */
async function verified(file: string, keys: Map<string, KeyObject>) {
  const chains = new Map<string, Verifier>();
  let lines = 0;
  for await (const line of linesOf(file)) {
    lines++;
    const exported = parseChainLine(line);
    if (exported === undefined) throw new Error(`line ${lines} is not as an export writes it`);
    const { store, till } = chainOf(exported.canonical);
    const name = `${store}/${till}`;
    const verifier = chains.get(name) ?? createChainVerifier(store, till, (kid) => keys.get(kid));
    chains.set(name, verifier);
    const fault = verifier.accept(exported);
    if (fault) throw say(lines, fault);
  }
  if (lines === 0) throw new Error(`${file} holds no entry, so nothing is verified`);
  return { chains, lines };
}

/** What a chain adds up to. @throws Error when it has not ended, or not where it is said to */
function toldOf(name: string, verifier: Verifier, lines: number, last: number | undefined): string {
  const fault = verifier.finish();
  if (fault) throw say(lines, fault);
  const { sequence, perpetual } = verifier.head();
  const [store = '', till = ''] = name.split('/');
  const number = formatReceiptNumber({ store, till, sequence });
  if (last !== undefined && last !== sequence)
    throw new Error(
      `${name} ends at ${sequence} (${number}) and not at ${last}: entries at its end are missing, or came since`,
    );
  const end = last === undefined ? 'open-ended' : 'ends where it was said to';
  return `${name}: ${sequence} entries up to ${number} (${end}), sales ${euros(perpetual.sales)}, returns ${euros(perpetual.returns)}`;
}

async function verify(file: string, { keys, last }: VerifyAsked): Promise<void> {
  const { chains, lines } = await verified(file, readKeys(keys));
  if (last !== undefined && chains.size > 1)
    throw new UsageError(`--last is of one till, and ${file} holds ${chains.size}: ${[...chains.keys()].join(', ')}`);
  for (const [name, verifier] of chains) console.log(toldOf(name, verifier, lines, last));
  console.log(`${lines} entries verified`);
  if (last === undefined)
    console.log(
      'open-ended: entries missing at the end cannot be seen. Say the number that the till shows: --last NUMBER',
    );
}

const program = programOf('verify-chain', 'Proves that exported chains are as they were signed. Needs no network.', [
  'npm run verify-chain -- chain.jsonl --keys keys.json --last 1234',
])
  .argument('<export>', 'file of npm run export-chain')
  .requiredOption('--keys <file>', 'what npm run --silent signing-key -- public prints')
  .option('--last <number>', 'sequence of the last entry, as the till shows it: without it the end is open', count)
  .action(verify);

await runProgram(program);
