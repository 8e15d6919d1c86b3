import type { Forecast } from '../../domain/morning/forecast.ts';
import type { MorningReport, SafetySettings } from '../../domain/morning/report.ts';

const BECAUSE: Record<Extract<Forecast, { known: false }>['because'], string> = {
  'too-few-days': 'no forecast: fewer than seven mornings',
  'no-growth': 'no forecast: it does not grow',
  'size-does-not-matter': 'no forecast: larger backups did not take longer',
  'days-scatter': 'no forecast: the mornings scatter too much',
  'beyond-ten-years': 'not within ten years',
};

/** When a table will break its budget, as a sentence. */
export function forecastWords(forecast: Forecast): string {
  if (!forecast.known) return BECAUSE[forecast.because];
  const at = `${(forecast.size_bytes / 1e9).toFixed(2)} GB, ${Math.round(forecast.explained * 100)} % explained`;
  return forecast.breaks_on === 'already'
    ? 'over its budget already'
    : `breaks its budget on ${forecast.breaks_on} (${at})`;
}

export const seconds = (value: number | undefined): string =>
  value === undefined ? '' : value < 120 ? `${value.toFixed(1)} s` : `${(value / 60).toFixed(1)} min`;

/** A time of UTC to the minute. */
export const moment = (time: string | undefined): string =>
  time === undefined ? '' : `${time.slice(0, 16).replace('T', ' ')} UTC`;

export const size = (bytes: number | undefined): string =>
  bytes === undefined ? '' : bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;

/** What is unsafe, or that nothing is. */
export function settingsWords({ advanced_backup_on, vaults = [], failed }: SafetySettings): string[] {
  if (failed !== undefined) return [`settings were not looked at: ${failed}`];
  const locks = vaults.map(({ vault, locked, min_retention_days, lock_date }) =>
    locked
      ? `${vault}: locked, at least ${min_retention_days ?? 0} days, ${lock_date ? `for good from ${moment(lock_date)}` : 'lock can be taken away'}`
      : `${vault}: not locked`,
  );
  return [`advanced DynamoDB backup is ${advanced_backup_on ? 'on' : 'OFF'}`, ...locks];
}

/** The counts of a morning in one line. */
export function totalsWords({ totals }: MorningReport): string {
  const { expected, restored, good, late, bad, absent, not_tested, leftovers, swept } = totals;
  return `${expected} expected, ${restored} restored: ${good} good, ${late} good but late, ${bad} bad (${absent} absent), ${not_tested} not tested; ${leftovers} left over, ${swept} swept`;
}
