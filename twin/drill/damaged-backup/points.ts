import { copyFileSync } from 'node:fs';
import type { Kind } from '../../../domain/tables.ts';
import type { Point } from '../../backup/records.ts';
import type { Store } from '../../backup/store.ts';

/** The recovery points of one vault and one hour, by what their tables hold. */
export type PointSet = ReadonlyMap<Kind, Point>;

const PREFIX = /^permanence-[^-]+-/;

/** The whole sets of a Region, those of its own backups first, the oldest first. */
export function setsIn(store: Store): PointSet[] {
  const points = store.points.all().filter(({ Status }) => Status === 'COMPLETED');
  const bySet = Map.groupBy(points, ({ BackupVaultName, CreationDate }) => `${BackupVaultName}/${CreationDate}`);
  const sets = [...bySet].toSorted(([one], [other]) => one.localeCompare(other));
  return sets.map(([, own]) => new Map(own.map((point) => [point.ResourceName.replace(PREFIX, '') as Kind, point])));
}

/** @throws when the set has none of that table */
export function pointOf(set: PointSet | undefined, kind: Kind): Point {
  const point = set?.get(kind);
  if (point === undefined) throw new Error(`there is no set with a recovery point of ${kind}`);
  return point;
}

/** Keeps a recovery point as it is now. @returns what puts it back */
export function keep(store: Store, point: Point): () => void {
  const [file, kept] = [store.archiveOf(point.RecoveryPointArn), `${store.archiveOf(point.RecoveryPointArn)}.kept`];
  copyFileSync(file, kept);
  return () => {
    copyFileSync(kept, file);
    store.points.put(point.RecoveryPointArn, point);
  };
}
