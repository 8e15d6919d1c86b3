import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pointId } from './arns.ts';
import { notFound } from './errors.ts';
import type { BackupJob, CopyJob, Point, RegionSettings, RestoreJob, Vault } from './records.ts';
import { Shelf } from './shelf.ts';

const DEFAULTS: RegionSettings = { optedIn: { DynamoDB: true }, managed: { DynamoDB: true } };

/** All that AWS Backup keeps of one Region, on disk. */
export class Store {
  readonly vaults: Shelf<Vault>;
  readonly points: Shelf<Point>;
  readonly backupJobs: Shelf<BackupJob>;
  readonly copyJobs: Shelf<CopyJob>;
  readonly restoreJobs: Shelf<RestoreJob>;
  readonly #archives: string;
  readonly #settings: string;

  constructor(directory: string) {
    this.vaults = new Shelf(join(directory, 'vaults'));
    this.points = new Shelf(join(directory, 'points'));
    this.backupJobs = new Shelf(join(directory, 'backup-jobs'));
    this.copyJobs = new Shelf(join(directory, 'copy-jobs'));
    this.restoreJobs = new Shelf(join(directory, 'restore-jobs'));
    this.#archives = join(directory, 'archives');
    this.#settings = join(directory, 'settings.json');
    mkdirSync(this.#archives, { recursive: true });
  }

  /** File that holds the items of a recovery point. */
  archiveOf(pointArn: string): string {
    return join(this.#archives, `${pointId(pointArn)}.ndjson.gz`);
  }

  get settings(): RegionSettings {
    return existsSync(this.#settings) ? JSON.parse(readFileSync(this.#settings, 'utf8')) : DEFAULTS;
  }

  set settings(settings: RegionSettings) {
    writeFileSync(this.#settings, JSON.stringify(settings));
  }

  /** @throws ResourceNotFoundException */
  vault(name: string): Vault {
    const vault = this.vaults.get(name);
    if (!vault) throw notFound(`Backup vault not found: ${name}`);
    return vault;
  }

  /** @throws ResourceNotFoundException, also when the point is in another vault */
  point(arn: string, vault?: string): Point {
    const point = this.points.get(arn);
    if (!point || (vault !== undefined && point.BackupVaultName !== vault))
      throw notFound(`Recovery point not found: ${arn}`);
    return point;
  }
}
