import type { ReturnRequest, SaleRequest } from '../../api/generated/contract.ts';
import {
  isClosingRequest,
  isDuplicateRequest,
  isReturnRequest,
  isSaleRequest,
  isVoidRequest,
  type Validator,
} from '../../api/generated/validators.mjs';
import { spanOf } from '../../domain/closing/period.ts';
import { LAST_SEQUENCE, parseReceiptNumber } from '../../domain/receipt-number.ts';
import { returnViolations } from '../../domain/return.ts';
import { judgeSale } from '../../domain/sale.ts';
import { textViolations } from '../../domain/text.ts';
import { type Territory, vatRatesAt } from '../../domain/vat-rates.ts';
import type { Violation } from '../../domain/violation.ts';
import type { Content, Entry, EntryKind } from './entry.ts';

/** Reprints of one receipt, as the ledger counts them. */
const LAST_DUPLICATE = 999;

const CONTRACT: Record<EntryKind, Validator<unknown>> = {
  sale: isSaleRequest,
  return: isReturnRequest,
  void: isVoidRequest,
  duplicate: isDuplicateRequest,
  closing: isClosingRequest,
};

function contractViolations({ kind, content }: Entry): Violation[] {
  const fits = CONTRACT[kind];
  if (fits(content)) return [];
  return (fits.errors ?? []).map(({ instancePath, keyword, message, params }) => ({
    at: instancePath === '' ? '/' : instancePath,
    rule: keyword,
    detail: `${message ?? 'does not fit the contract'} (${JSON.stringify(params)})`,
  }));
}

/** Half a character has no canonical JSON, so the ledger cannot record it. */
function halfCharacters(value: unknown, at: string): Violation[] {
  if (typeof value === 'string')
    return value.isWellFormed() ? [] : [{ at, rule: 'text', detail: 'The text holds half of a character.' }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => halfCharacters(part, `${at}/${name}`));
}

const saleViolations = (sale: SaleRequest, territory: Territory): Violation[] => {
  const priced = judgeSale(sale, vatRatesAt(territory, sale.time));
  return 'violations' in priced ? priced.violations : [];
};

const originalViolations = ({ original }: ReturnRequest): Violation[] =>
  parseReceiptNumber(original) === undefined
    ? [{ at: '/original', rule: 'check-character', detail: 'The number has a wrong check character: scan it again.' }]
    : [];

function addressViolations({ kind, sequence, path }: Entry): Violation[] {
  const last = path.split('/').at(-1) ?? '';
  if (sequence > LAST_SEQUENCE)
    return [{ at: '/sequence', rule: 'maximum', detail: `A till has ${LAST_SEQUENCE} numbers: give it a new code.` }];
  if (kind === 'closing' && spanOf(last) === undefined)
    return [
      { at: '/period', rule: 'calendar', detail: 'Close a day (2026-11-24), a month (2026-11) or a year (2026).' },
    ];
  if (kind === 'duplicate' && Number(last) > LAST_DUPLICATE)
    return [{ at: '/number', rule: 'maximum', detail: `A receipt is reprinted at most ${LAST_DUPLICATE} times.` }];
  return [];
}

function ruleViolations({ content }: Entry, territory: Territory): Violation[] {
  if (!('kind' in content)) return [];
  if (content.kind === 'sale') return saleViolations(content, territory);
  if (content.kind === 'return') return [...originalViolations(content), ...returnViolations(content)];
  return [];
}

/**
 * Everything for which the ledger would refuse an entry whatever it holds: the contract's shapes and limits, and the rules of the domain,
 * which are the ledger's own functions. A number is given out only when there is nothing.
 *
 * @param territory where the till's store stands: its VAT rates
 */
export function violationsOf(entry: Entry, territory: Territory): Violation[] {
  const unfit = [...addressViolations(entry), ...contractViolations(entry), ...halfCharacters(entry.content, '')];
  if (unfit.length > 0) return unfit;
  const texts = textViolations(entry.content);
  return texts.length > 0 ? texts : ruleViolations(entry, territory);
}

/** A content as it is sent, apart from whoever made it. @throws TypeError for what has no JSON */
export const asSent = (content: Content): Content => JSON.parse(JSON.stringify(content)) as Content;
