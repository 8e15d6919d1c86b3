import type { Territories, Territory } from '../../domain/vat-rates.ts';

/** The environment variables of this function: read by its handler, and all of them demanded by its construct. */
export const CHECKOUT_ENVIRONMENT = [
  'LEDGER_TABLE',
  'DEVICES_TABLE',
  'TIME_ZONE',
  'SKEW_MINUTES',
  'OFFLINE_DAYS',
  'TERRITORIES',
] as const;

/** @param text JSON of store codes and their territories, as `storesEnvironment` writes it */
export const territoriesIn = (text: string): Territories =>
  new Map(Object.entries(JSON.parse(text) as Record<string, Territory>));
