/** `npm run verify-chain -- EXPORT --keys KEYS`: proves offline that exported chains are as they were signed. */
import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type ChainFault, createChainVerifier } from '../domain/chain/verify.ts';
import { formatReceiptNumber } from '../domain/receipt-number.ts';
import { publicKeyObject } from '../lambdas/shared/keyring.ts';
import { parseChainLine } from './chain-file.ts';
import { linesOf } from './lines.ts';
import { runCommand, UsageError } from './usage.ts';

const USAGE = `npm run verify-chain -- chain.jsonl --keys keys.json
  keys.json is what "npm run signing-key -- public" prints; nothing else is needed, and no network`;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { keys: { type: 'string' } } });

type Verifier = ReturnType<typeof createChainVerifier>;

function readKeys(file: string): Map<string, KeyObject> {
  const { keys } = JSON.parse(readFileSync(file, 'utf8')) as { keys: { kid: string; x: string }[] };
  return new Map(keys.map(({ kid, x }) => [kid, publicKeyObject(x)]));
}

/** The chain a line says it belongs to; the verifier checks that it does. */
function chainOf(canonical: string): { store: string; till: string } {
  const [, store = ''] = /"store":"([A-Z0-9]+)"/.exec(canonical) ?? [];
  const [, till = ''] = /"till":"([A-Z0-9]+)"/.exec(canonical) ?? [];
  return { store, till };
}

const say = (line: number, { receiptNumber, fault }: ChainFault): Error =>
  new Error(`line ${line}: the first bad entry is ${receiptNumber} (${fault})`);

async function verify(): Promise<void> {
  const [file] = positionals;
  if (!file || !values.keys) throw new UsageError(USAGE);
  const keys = readKeys(values.keys);
  const chains = new Map<string, Verifier>();
  let number = 0;
  for await (const line of linesOf(file)) {
    number++;
    const exported = parseChainLine(line);
    if (exported === undefined) throw new Error(`line ${number} is not as an export writes it`);
    const { store, till } = chainOf(exported.canonical);
    const name = `${store}/${till}`;
    const verifier = chains.get(name) ?? createChainVerifier(store, till, (kid) => keys.get(kid));
    chains.set(name, verifier);
    const fault = verifier.accept(exported);
    if (fault) throw say(number, fault);
  }
  report(chains, number);
}

function report(chains: ReadonlyMap<string, Verifier>, lines: number): void {
  for (const [name, verifier] of chains) {
    const fault = verifier.finish();
    if (fault) throw say(lines, fault);
    const { sequence, perpetual } = verifier.head();
    const [store = '', till = ''] = name.split('/');
    const last = formatReceiptNumber({ store, till, sequence });
    console.log(
      `${name}: ${sequence} entries up to ${last}, sales ${perpetual.sales} and returns ${perpetual.returns} cents`,
    );
  }
  console.log(`${lines} entries verified; compare each last number with what the till shows`);
}

await runCommand({ verify }, 'verify', USAGE);
