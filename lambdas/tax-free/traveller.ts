import type { QuoteRequest } from '../../api/generated/contract.ts';
import { parsePassport } from '../../domain/passport/parse.ts';
import type { Passport } from '../../domain/passport/passport.ts';
import { withStated } from '../../domain/passport/stated.ts';
import { parisDate } from '../../domain/tax-free/paris.ts';
import type { Purchaser } from '../../domain/tax-free/request.ts';
import type { Personal } from '../shared/form-work/form.ts';
import { type Refusal, refuse } from '../shared/problems.ts';

/** Who asks for a refund: what the rules look at, and what customs want to know. */
export interface Traveller {
  purchaser: Purchaser;
  personal: Personal;
}

/** Customs demand a surname, so that the only name of somebody is it, in whichever place the issuer put it. */
const namesOf = ({ surname, givenNames }: Passport['names']): Pick<Personal, 'surname' | 'givenNames'> =>
  surname === '' ? { surname: givenNames, givenNames: '' } : { surname, givenNames };

const personalOf = ({ names, birthDate, nationality, number, expiryDate }: Passport): Personal => ({
  ...namesOf(names),
  birthDate,
  nationality: nationality.alpha2 ?? '',
  passportNumber: number,
  passportExpiry: expiryDate,
});

/** Reads the passport, and what staff state of it. A refusal names the places of its faults and holds nothing of what was read. */
export function travellerOf(request: QuoteRequest, now: Date): Traveller | Refusal {
  const today = parisDate(now);
  const scan = parsePassport(request.mrz, today);
  if (!scan.readable) {
    const errors = scan.faults.map(({ kind, field, line, position }) => ({
      at: '/mrz',
      rule: kind,
      detail: `line ${line}, position ${position}${field ? `, ${field}` : ''}`,
    }));
    return refuse('passport-unreadable', 'Scan the passport again; `errors` names the lines and places.', { errors });
  }
  const complete = withStated(scan.passport, request.stated, today);
  if ('violations' in complete)
    return refuse('rule-broken', 'Correct what `errors` names.', { errors: complete.violations });
  const { birthDate, nationality, expiryDate } = complete.passport;
  const { residence, declarations } = request;
  return {
    purchaser: {
      birthDate,
      nationality: nationality.alpha2,
      residence,
      declarations,
      ...(expiryDate ? { passportExpiry: expiryDate } : {}),
    },
    personal: personalOf(complete.passport),
  };
}
