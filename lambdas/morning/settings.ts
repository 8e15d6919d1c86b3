import { type SafetySettings, unsafety } from '../../domain/morning/report.ts';
import type { MorningDependencies } from './dependencies.ts';

async function look({ place, vaults }: MorningDependencies): Promise<SafetySettings> {
  const [advanced_backup_on, ...seen] = await Promise.all([
    vaults.advancedBackupOn(),
    vaults.describe(place.backupVault),
    vaults.describe(place.tapeVault),
  ]);
  return {
    advanced_backup_on,
    vaults: seen.map(({ name, locked, min_retention_days, lock_date }) => ({
      ...{ vault: name, tape: name === place.tapeVault, locked },
      ...(min_retention_days === undefined ? {} : { min_retention_days }),
      ...(lock_date === undefined ? {} : { lock_date }),
    })),
  };
}

/** What CloudFormation cannot set and somebody could unset: the account's backup setting, and the locks of the vaults. */
export async function safetySettings(dependencies: MorningDependencies): Promise<SafetySettings> {
  const settings = await look(dependencies);
  // Their check has a schedule of its own beside the restore test, and no report follows it.
  dependencies.emit(unsafety(settings));
  return settings;
}
