import type { QuoteRequest } from '../../api/generated/contract.ts';
import { parsePassport } from '../../domain/passport/parse.ts';
import type { Passport } from '../../domain/passport/passport.ts';
import { parisDate } from '../../domain/tax-free/paris.ts';
import type { Purchaser } from '../../domain/tax-free/request.ts';
import type { Personal } from '../shared/form-work/form.ts';
import { type Refusal, refuse } from '../shared/problems.ts';

/** Who asks for a refund: what the rules look at, and what customs want to know. */
export interface Traveller {
  purchaser: Purchaser;
  personal: Personal;
}

const personalOf = ({ names, birthDate, nationality, number, expiryDate }: Passport): Personal => ({
  surname: names.surname,
  givenNames: names.givenNames,
  birthDate,
  nationality: nationality.alpha2 ?? '',
  passportNumber: number,
  passportExpiry: expiryDate,
});

/** Reads the passport. A refusal names the places of its faults and holds nothing of what was read. */
export function travellerOf(request: QuoteRequest, now: Date): Traveller | Refusal {
  const scan = parsePassport(request.mrz, parisDate(now));
  if (!scan.readable) {
    const errors = scan.faults.map(({ kind, field, line, position }) => ({
      at: '/mrz',
      rule: kind,
      detail: `line ${line}, position ${position}${field ? `, ${field}` : ''}`,
    }));
    return refuse('passport-unreadable', 'Scan the passport again; `errors` names the lines and places.', { errors });
  }
  const { birthDate, nationality } = scan.passport;
  const { residence, declarations } = request;
  return {
    purchaser: { birthDate, nationality: nationality.alpha2, residence, declarations },
    personal: personalOf(scan.passport),
  };
}
