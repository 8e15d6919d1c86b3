import type { SafetySettings } from '../../domain/morning/report.ts';
import type { MorningDependencies } from './dependencies.ts';

/** What CloudFormation cannot set and somebody could unset: the account's backup setting, and the locks of the vaults. */
export async function safetySettings({ place, vaults }: MorningDependencies): Promise<SafetySettings> {
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
