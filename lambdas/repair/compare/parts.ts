import { chainOf } from '../../shared/ledger-item.ts';
import { partitions } from '../../shared/partitions.ts';
import { isReferencePartition } from '../../shared/reference-item.ts';
import type { RepairDependencies } from '../dependencies.ts';
import type { Part, Parts } from '../events.ts';
import { keysOf } from './keys.ts';

/** How many functions work beside each other at most. */
const MOST_PARTS = 40;
/** A chain is looked at as a whole; a few of them are worth a function of their own. */
const LEAST_CHAINS = 8;

interface Listed {
  parts: { n: number; part: Part }[];
  /** Partitions of the live table that are neither chains nor canaries. */
  strange: string[];
  /** Keys whose live public part is not that of the backup. */
  exchanged_keys: readonly string[];
}

/** The chains of both tables, dealt into parts, and what of the live table is neither a chain nor a canary. */
export async function partsOf({ beside }: Parts, { client, environment }: RepairDependencies): Promise<Listed> {
  const all = new Set<string>();
  for (const table of [beside.ledger, environment.LEDGER_TABLE])
    for (const pk of await partitions(client, table)) all.add(pk);
  const chains = [...all].filter((pk) => chainOf(pk) !== undefined).sort();
  const each = Math.max(LEAST_CHAINS, Math.ceil(chains.length / MOST_PARTS));
  const parts: Part[] = [];
  for (let i = 0; i < chains.length; i += each) parts.push(chains.slice(i, i + each));
  const { exchanged } = await keysOf(client, { restored: beside.devices, live: environment.DEVICES_TABLE }, []);
  return {
    exchanged_keys: exchanged,
    parts: parts.map((part, n) => ({ n, part })),
    strange: [...all]
      .filter((pk) => chainOf(pk) === undefined && !pk.startsWith('CANARY#') && !isReferencePartition(pk))
      .slice(0, 100),
  };
}
