import type { MorningRow } from '../../../domain/morning/row.ts';
import { damageArchive, damagePoint } from '../../backup/damage.ts';
import type { Point } from '../../backup/records.ts';
import { begin } from '../../runbook/run.ts';
import type { Twin } from '../../supervisor/twin.ts';
import { DAMAGES } from './damage.ts';
import type { Found } from './finding.ts';
import type { Place } from './place.ts';
import { keep, type PointSet, pointOf, setsIn } from './points.ts';
import { ended, isReported, type TestRun } from './test-run.ts';

/** Something done to one recovery point, and how the report is to blame it. */
interface Deed {
  readonly name: string;
  readonly point: Point;
  /** What a finding, or a sentence of the row, must contain. */
  readonly blames: string;
}

interface Parts {
  readonly twin: Twin;
  readonly region: string;
  readonly place: Place;
  readonly say: (line: string) => void;
}

/** A job that never ends is given up after this; everything else of a small world has long ended then. */
const LIMITS = { hard_limit_minutes: 2, poll_seconds: 1, concurrency: 2 };

/** Damages one recovery point a set, each in another way, as far as checksums do not show it. */
async function damageItems({ twin, region }: Parts, sets: readonly PointSet[], undo: (() => void)[]): Promise<Deed[]> {
  const store = twin.outside.backups.storeOf(region);
  const deeds: Deed[] = [];
  for (const [index, { name, kind, pick, change, itemOf }] of DAMAGES.entries()) {
    const point = pointOf(sets[index], kind);
    undo.push(keep(store, point));
    const item = await damagePoint(store, point.RecoveryPointArn, pick, change);
    deeds.push({ name, point, blames: itemOf(item) });
  }
  return deeds;
}

/** Damages the file of one recovery point and takes another one away altogether. */
async function damageFiles({ twin, region }: Parts, sets: readonly PointSet[], undo: (() => void)[]): Promise<Deed[]> {
  const store = twin.outside.backups.storeOf(region);
  const [file, gone] = [pointOf(sets[5], 'ledger'), pointOf(sets[0], 'operations')];
  undo.push(keep(store, file), keep(store, gone));
  await damageArchive(store, file.RecoveryPointArn);
  store.points.remove(gone.RecoveryPointArn);
  return [{ name: 'damaged archive', point: file, blames: 'is damaged' }];
}

const blamed = (rows: readonly MorningRow[], { name, point, blames }: Deed): Found => {
  const inSet = rows.filter(
    ({ vault, taken_at = '' }) =>
      vault === point.BackupVaultName && Date.parse(taken_at) === Math.round(point.CreationDate * 1000),
  );
  const texts = inSet.flatMap(({ findings, says }) => [
    ...says,
    ...findings.map(({ item, law }) => `${item} (${law})`),
  ]);
  const named = texts.find((text) => text.includes(blames));
  const row = rows.find(({ recovery_point }) => recovery_point === point.RecoveryPointArn);
  return { name, detected: isReported(row), named: named !== undefined, says: named ?? texts[0] ?? 'nothing' };
};

/** A restore job of a table that went wrong, whichever of them met the fault. */
function jobFound(name: string, rows: readonly MorningRow[], blames: string): Found {
  const row = rows.find(({ kind, says }) => kind === 'operations' && says.some((text) => text.includes(blames)));
  return { name, detected: isReported(row), named: row !== undefined, says: row?.says[0] ?? 'nothing' };
}

function absentFound(rows: readonly MorningRow[]): Found {
  const row = rows.find(({ absent }) => absent);
  return {
    name: 'absent recovery point',
    detected: isReported(row),
    named: row?.slot !== undefined,
    says: row?.says[0] ?? 'nothing',
  };
}

/** What the damages of one morning came to. */
export interface DamagedSets {
  readonly found: readonly Found[];
  /** Recovery points to which nothing was done and that are not good. */
  readonly falseAlarms: readonly string[];
  readonly run: TestRun;
}

const setOf = ({ vault, slot }: MorningRow): string => `${vault}/${slot}`;

/** Rows of nothing that was damaged. A set of which a table is missing is not looked at as a whole, and says so: that is no false alarm. */
const untouched = (rows: readonly MorningRow[], deeds: readonly Deed[]): MorningRow[] => {
  const touched = new Set(
    deeds.map(({ point }) => `${point.BackupVaultName}/${Math.round(point.CreationDate * 1000)}`),
  );
  const notWhole = new Set(rows.filter(({ restored }) => !restored).map(setOf));
  return rows.filter((row) => {
    if (row.absent || row.kind === 'operations') return false;
    if (row.verdict === 'not-tested' && notWhole.has(setOf(row))) return false;
    return !touched.has(`${row.vault}/${Date.parse(row.taken_at ?? '')}`);
  });
};

/** One morning over backups of which nearly every set is damaged in another way; all is put back afterwards. */
export async function testDamagedSets(parts: Parts): Promise<DamagedSets> {
  const { twin, region, place, say } = parts;
  const { backups } = twin.outside;
  const undo: (() => void)[] = [];
  try {
    const sets = setsIn(backups.storeOf(region));
    const deeds = [...(await damageItems(parts, sets, undo)), ...(await damageFiles(parts, sets, undo))];
    backups.faults.next('restore', { what: 'fail', table: 'operations', message: 'the drill lets it fail' });
    backups.faults.next('restore', { what: 'hang', table: 'operations' });
    const run = await ended(await begin(twin, region, 'restore-test', LIMITS), place, say);
    const { rows } = run;
    return {
      run,
      found: [
        ...deeds.map((deed) => blamed(rows, deed)),
        jobFound('failing restore job', rows, 'the drill lets it fail'),
        jobFound('restore job that never ends', rows, 'RUNNING'),
        absentFound(rows),
      ],
      falseAlarms: untouched(rows, deeds)
        .filter(({ verdict }) => verdict !== 'good')
        .map(({ vault, kind, slot, says }) => `${vault} ${kind} ${slot}: ${says[0]}`),
    };
  } finally {
    backups.faults.clear();
    for (const putBack of undo) putBack();
  }
}
