import type { FormRequest } from '../../../api/generated/contract.ts';
import { localTime } from '../../../client/index.ts';
import { weightedSum } from '../../../domain/passport/check-digit.ts';
import type { Dice } from '../dice.ts';

/** Where travellers come from: as their passports say it, and as customs do. */
const HOMES = [
  { issuer: 'CHN', residence: 'CN', language: 'zh-Hans' },
  { issuer: 'JPN', residence: 'JP', language: 'ja' },
  { issuer: 'ARE', residence: 'AE', language: 'ar' },
  { issuer: 'USA', residence: 'US', language: 'en' },
  { issuer: 'GBR', residence: 'GB', language: 'en' },
  { issuer: 'SEN', residence: 'SN', language: 'fr' },
] as const;

const SURNAMES = ['ERIKSSON', 'SATO', 'LI', 'AL MANSOORI', 'OKAFOR', 'SMITH', 'DIALLO'];
const GIVEN_NAMES = ['ANNA MARIA', 'HARUKA', 'WEI', 'LAYLA', 'CHIDI', 'JOHN', 'AWA'];

/** Characters of a line of a passport (TD3, ICAO Doc 9303 part 4). */
const LENGTH = 44;
const LETTERS_AND_DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const filled = (text: string, length: number): string => text.replaceAll(' ', '<').padEnd(length, '<').slice(0, length);
const checked = (text: string): string => text + (weightedSum(text, 0, text.length, 0) % 10);
const number = (dice: Dice, from: number, count: number): string => String(from + dice.below(count)).padStart(2, '0');

function machineReadable(issuer: string, dice: Dice): string {
  const passport = Array.from({ length: 9 }, () => dice.pick([...LETTERS_AND_DIGITS])).join('');
  const birth = checked(`${number(dice, 60, 40)}${number(dice, 1, 12)}${number(dice, 1, 28)}`);
  const expiry = checked(`${number(dice, 28, 7)}${number(dice, 1, 12)}${number(dice, 1, 28)}`);
  const optional = filled('', 15);
  const covered = checked(passport) + birth + expiry + optional;
  const composite = weightedSum(covered, 0, covered.length, 0) % 10;
  const names = `${dice.pick(SURNAMES)}<<${dice.pick(GIVEN_NAMES)}`;
  const sex = dice.pick(['F', 'M']);
  const second = `${checked(passport)}${issuer}${birth}${sex}${expiry}${optional}${composite}`;
  return `${filled(`P<${issuer}${names}`, LENGTH)}\n${second}`;
}

/** What a traveller brings to a kiosk, but for the receipts. */
export type Traveller = Omit<FormRequest, 'receipts'>;

/** @param mark unique to this traveller, carried by the card's token */
export function travellerOf(mark: string, dice: Dice): Traveller {
  const { issuer, residence, language } = dice.pick(HOMES);
  return {
    mrz: machineReadable(issuer, dice),
    residence,
    language,
    declarations: { residence: true, proofOfResidence: true, stayUnderSixMonths: true },
    method: 'card',
    card: {
      token: `card-${mark}`,
      brand: dice.pick(['visa', 'mc', 'cup']),
      lastFour: String(1000 + dice.below(9000)),
      shopperReference: `shopper-${mark}`,
    },
    consent: { textVersion: '2026-11', time: localTime(Date.now()), language },
  };
}
