import { ISO_ALPHA_2 } from '../passport/iso-3166.ts';
import { CUSTOMS_PAGE, type Sourced } from './source.ts';

/** Why residents of a country are refused, or that they are not. */
export type ResidenceStatus =
  | 'eligible'
  | 'residence-unknown'
  | 'residence-in-union'
  | 'residence-northern-ireland'
  | 'residence-monaco'
  | 'residence-overseas-department';

/** Countries and territories of one status. */
export interface ResidenceRow extends Sourced {
  status: ResidenceStatus;
  codes: readonly string[];
}

/**
 * Every residence that needs a rule of its own; residents of all other countries of ISO 3166-1 are eligible. The kiosk asks people in
 * Spain whether they live in the Canaries (`IC`) or in Ceuta or Melilla (`EA`), which ISO reserves for them, and people in the United
 * Kingdom whether they live in Northern Ireland (`XI`, the code the Union uses for it).
 */
export const RESIDENCES: readonly ResidenceRow[] = [
  {
    status: 'residence-in-union',
    codes: 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
    grade: 'law',
    source: 'CGI art. 262-I-2°; directive 2006/112/CE art. 147',
  },
  {
    status: 'residence-northern-ireland',
    codes: ['XI'],
    grade: 'second',
    source: 'Protocol on Ireland/Northern Ireland, art. 8 and annex 3',
  },
  { status: 'residence-monaco', codes: ['MC'], grade: 'law', source: CUSTOMS_PAGE },
  {
    status: 'residence-overseas-department',
    codes: ['GP', 'GF', 'MQ', 'YT', 'RE'],
    grade: 'law',
    source: CUSTOMS_PAGE,
  },
  {
    status: 'eligible',
    codes: 'AD SM VA GB JE GG GI IC EA NC PF WF PM TF MF BL GL FO AX'.split(' '),
    grade: 'second',
    source: 'Territories outside the VAT area of the Union, as retailers and operators list them',
  },
];

const STATUS: ReadonlyMap<string, ResidenceStatus> = new Map(
  RESIDENCES.flatMap(({ codes, status }) => codes.map((code): [string, ResidenceStatus] => [code, status])),
);

/** @param country as in {@link RESIDENCES} or any alpha-2 of ISO 3166-1, in capitals */
export const residenceStatus = (country: string): ResidenceStatus =>
  STATUS.get(country) ?? (ISO_ALPHA_2.has(country) ? 'eligible' : 'residence-unknown');
