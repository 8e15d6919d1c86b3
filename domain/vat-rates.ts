import { localDate } from './store-time.ts';
import type { Violation } from './violation.ts';

/** Where a store stands, as far as VAT asks; the zone is whose midnight parts its days. Source: CGI art. 294 to 297. */
export const TERRITORIES = {
  mainland: 'Europe/Paris',
  corsica: 'Europe/Paris',
  guadeloupe: 'America/Guadeloupe',
  martinique: 'America/Martinique',
  reunion: 'Indian/Reunion',
  guyane: 'America/Cayenne',
  mayotte: 'Indian/Mayotte',
} as const;

export type Territory = keyof typeof TERRITORIES;

/** The territories of stores by their code; a store that is not named stands on the mainland. */
export type Territories = ReadonlyMap<string, Territory>;

export const territoryOf = (store: string, territories: Territories): Territory => territories.get(store) ?? 'mainland';

/** Basis points, where and when they hold: the first and the last day, in the territory. No day: since before this ledger, or still. */
interface Rate {
  rate: number;
  in: readonly Territory[];
  from?: string;
  until?: string;
}

const FRANCE = ['mainland', 'corsica'] as const;
const OVERSEAS = ['guadeloupe', 'martinique', 'reunion'] as const;

/**
 * VAT rates by territory and day. Guyane and Mayotte have no VAT (CGI art. 294-1), so they have 0 alone. A rate that changes gets its last
 * day here and the new one its first, before that day comes.
 */
const RATES: readonly Rate[] = [
  // Goods outside VAT, and those that a law exempts.
  { rate: 0, in: [...FRANCE, ...OVERSEAS, 'guyane', 'mayotte'] },
  // CGI art. 278 and 279; loi 2012-1510 art. 68: 20 and 10 % took the place of 19.6 and 7 %.
  { rate: 2000, in: FRANCE, from: '2014-01-01' },
  { rate: 1960, in: FRANCE, until: '2013-12-31' },
  { rate: 1000, in: FRANCE, from: '2014-01-01' },
  { rate: 700, in: FRANCE, from: '2012-01-01', until: '2013-12-31' },
  // CGI art. 278-0 bis.
  { rate: 550, in: FRANCE },
  // CGI art. 281 quater to 281 octies, 298 septies; in Corsica art. 297-I-1-2°, overseas art. 296.
  { rate: 210, in: [...FRANCE, ...OVERSEAS] },
  // CGI art. 297-I-1, 1°, 5° and 6°: 10 % took the place of 8 %.
  { rate: 90, in: ['corsica'] },
  { rate: 800, in: ['corsica'], until: '2013-12-31' },
  { rate: 1300, in: ['corsica'] },
  // CGI art. 296 and 296 bis; BOI-TVA-GEO-20-10.
  { rate: 850, in: OVERSEAS },
  { rate: 105, in: OVERSEAS },
  { rate: 175, in: OVERSEAS },
];

const ascending = (rates: readonly Rate[]): number[] => rates.map(({ rate }) => rate).sort((a, b) => a - b);

/** Every rate that a receipt of any territory and day can carry, in basis points, lowest first. */
export const ALL_VAT_RATES: readonly number[] = ascending(RATES);

/** Rates of a territory on a day (2026-11-24), in basis points, lowest first; of any day when none is known. */
export const vatRates = (territory: Territory, day?: string): number[] =>
  ascending(
    RATES.filter(
      ({ in: places, from = '', until = '9999-12-31' }) =>
        places.includes(territory) && (day === undefined || (from <= day && day <= until)),
    ),
  );

/** Rates of a territory at an instant, by its own day. @param time ISO 8601 with offset; undefined when it cannot be believed */
export const vatRatesAt = (territory: Territory, time: string | undefined): number[] =>
  vatRates(territory, time === undefined ? undefined : localDate(new Date(time), TERRITORIES[territory]));

/** The lines whose VAT rate is none of those that hold. */
export const rateViolations = (lines: readonly { vatRate: number }[], rates: readonly number[]): Violation[] =>
  lines.flatMap(({ vatRate }, place) =>
    rates.includes(vatRate)
      ? []
      : [
          {
            at: `/lines/${place}/vatRate`,
            rule: 'vat-rate',
            detail: `The store's territory and day allow the VAT rates ${rates.join(', ')}.`,
            found: vatRate,
            allowed: rates.join(', '),
          },
        ],
  );
