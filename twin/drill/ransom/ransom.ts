import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeviceFile } from '../../../commands/registry/devices.ts';
import { createNotes, type Kept } from '../../../lambdas/repair/record/notes.ts';
import { synthesised } from '../../assembly/synthesise.ts';
import { daysBefore, fillWorld } from '../../fill/fill.ts';
import { backUpNow } from '../../runbook/hours.ts';
import { stock, workplaceOf } from '../../stock.ts';
import { startTwin } from '../../supervisor/start-twin.ts';
import type { Twin } from '../../supervisor/twin.ts';
import { audit, type Findings } from '../audit.ts';
import { nothingByTheHour } from '../by-the-hour.ts';
import { diceOf } from '../dice.ts';
import { tillNames } from '../region-loss.ts';
import { type Attack, deleteDay, forgeSales, multiplyGoods, rewriteSale } from './attacks.ts';
import { HaltedTill } from './halted-till.ts';
import { brokenChains, chainsIn, type Snapshot, snapshotOf } from './ledger.ts';
import { type Repaired, repairLedger } from './machine.ts';
import { openShopFloor } from './shop-floor.ts';

export interface RansomOptions {
  seed: string;
  /** Entries from the two weeks before, at least. */
  entries: number;
  /** Folder of the assembly to run; the sources' own, when not said. */
  cdkOut?: string;
  onProgress(line: string): void;
}

export interface Ransom {
  seed: string;
  attacks: readonly Attack[];
  before: Snapshot;
  after: Snapshot;
  first: Repaired;
  /** A second run over the same ledger. */
  second: Repaired;
  /** What the run kept of the damage. */
  kept: readonly Kept[];
  findings: Findings;
  chainsBroken: readonly string[];
  /** The till whose places were taken. */
  halted: { didHalt: boolean; queued: readonly string[] };
  soldMeanwhile: number;
  repair_s: number;
  took_s: number;
}

const TILLS = 5;
const SOLD_BEFORE = 60;
const DAYS = 14;
const FORGED = 3;
const REGION = 'eu-west-3';
const FLUSH_MS = 60_000;
/** What is sold between an attack and somebody's decision to repair. */
const UNNOTICED_MS = 3_000;

/** Three thieves, and one who only wants his goods twice; each at another till. */
async function attack(twin: Twin, before: Snapshot, forgedAt: DeviceFile): Promise<Attack[]> {
  const place = workplaceOf(twin.outside);
  const [one = '', other = ''] = chainsIn(before).filter((pk) => /#S\d+$/.test(pk));
  const selling = 'TILL#HAUSSMANN#001';
  return [
    await rewriteSale(place, before, selling, 4),
    await forgeSales(place, before, `TILL#${forgedAt.store}#${forgedAt.till}`, FORGED),
    await deleteDay(place, before, one),
    await multiplyGoods(place, before, other),
  ];
}

async function keptOf(twin: Twin, run: string): Promise<Kept[]> {
  const { dynamodb, operationsTable } = workplaceOf(twin.outside);
  const kept: Kept[] = [];
  for await (const { damages } of createNotes(dynamodb, operationsTable).all(run)) kept.push(...damages);
  return kept;
}

async function drillOn(
  twin: Twin,
  devices: readonly DeviceFile[],
  options: RansomOptions,
): Promise<Omit<Ransom, 'took_s'>> {
  const { seed, onProgress } = options;
  const place = workplaceOf(twin.outside);
  const dice = diceOf(seed);
  const [victim, ...others] = devices.toReversed();
  if (victim === undefined) throw new Error('a drill needs tills');
  const directory = join(mkdtempSync(join(tmpdir(), 'tills-')), 'halted');
  const halting = new HaltedTill({ device: victim, regions: twin.regions, directory, dice: dice.split('halted') });
  const floor = openShopFloor(twin, others, dice.split('floor'));
  await halting.open();
  await floor.open();
  await Promise.all([floor.sell(SOLD_BEFORE), halting.sell(8)]);
  onProgress(`${await backUpNow(twin.outside.backups)} jobs of the plan backed the tables up and copied them`);
  const before = await snapshotOf(place);
  const instant = new Date();
  const selling = floor.goOn();
  try {
    await sleep(UNNOTICED_MS);
    const attacks = await attack(twin, before, victim);
    for (const { name, damaged } of attacks) {
      if (damaged.length === 0) throw new Error(`the attack '${name}' damaged nothing: the drill would prove nothing`);
      onProgress(`attack: ${name}, ${damaged.length} entries`);
    }
    await halting.sellCutOff(1, FLUSH_MS);
    await sleep(UNNOTICED_MS);
    const didHalt = halting.isHalted;
    const began_ms = performance.now();
    const first = await repairLedger(twin, REGION, instant, onProgress);
    const repair_s = Math.round((performance.now() - began_ms) / 1000);
    onProgress(`repaired ${first.repaired}: ${first.verdict}`);
    const queued = await halting.reopen(FLUSH_MS);
    await halting.sell(2);
    const second = await repairLedger(twin, REGION, instant, () => undefined);
    const soldMeanwhile = await selling.stop();
    const records = [...floor.records, halting.record];
    const after = await snapshotOf(place);
    return {
      ...{ seed, attacks, before, after, first, second, repair_s, soldMeanwhile },
      kept: await keptOf(twin, first.run),
      findings: await audit(place, records, []),
      chainsBroken: await brokenChains(place, after),
      halted: { didHalt, queued },
    };
  } finally {
    await selling.stop();
    await Promise.all([floor.close(), halting.close()]);
  }
}

/** The whole drill: a store with two weeks behind it, its backup, three attacks while it sells on, and the repair. */
export async function ransom(options: RansomOptions): Promise<Ransom> {
  const { seed, entries, onProgress } = options;
  const started_ms = performance.now();
  const keys = mkdtempSync(join(tmpdir(), 'devices-'));
  let devices: DeviceFile[] = [];
  const twin = await startTwin({
    cdkOut: options.cdkOut ?? synthesised(onProgress),
    seed,
    adapt: nothingByTheHour,
    backsUp: 'by hand',
    onProgress,
    prepare: async (outside) => {
      devices = await stock(outside, tillNames(TILLS), keys);
      await fillWorld(outside, {
        seed,
        entries,
        forms: 12,
        series: 'S',
        open: daysBefore(new Date(), DAYS),
        onProgress,
      });
    },
  });
  try {
    const told = await drillOn(twin, devices, options);
    return { ...told, took_s: Math.round((performance.now() - started_ms) / 1000) };
  } finally {
    await twin.stop();
  }
}
