import { FORM_ID_BYTES, formId, isFormId } from '../tax-free/form-id.ts';
import { base32, keyedDigest } from './digest.ts';
import { permuted } from './permutation.ts';
import { fictiveTraveller, type Traveller } from './traveller.ts';

/** What becomes of a text, by what it is. */
export interface Pseudonyms {
  /** A sales advisor. */
  operator(text: string): string;
  /** Whatever people or services wrote in their own words: it may name anybody. */
  words(text: string): string;
  /** What the acquirer knows a payment, a card or a shopper by, or what a voucher is known by. */
  reference(text: string): string;
  /** A few digits, such as the last four of a card. */
  digits(text: string): string;
  /** An id that customs gave (`FR…`, `PS…`, `AT…`): its two letters stay. */
  customs(text: string): string;
  /** A form's id, which customs, the acquirer and the traveller's receipt bear: 22 characters, its check digits right. */
  form(id: string): string;
  /** A text with the form ids inside replaced, such as a key sent to the acquirer. */
  formsIn(text: string): string;
  /** The id of a message to customs: its kind, the form, and a unique end. */
  message(text: string): string;
  traveller(real: Traveller): Traveller;
}

/** The treatments of a text; `keep` leaves it as it is. */
export type Treatment = Exclude<keyof Pseudonyms, 'traveller'>;

const FORM_ID_INSIDE = /(?<![0-9A-Z])[0-9A-HJKMNP-TV-Z]{20}\d{2}(?![0-9A-Z])/g;

/**
 * Pseudonyms by a key: the same text always becomes the same, so that relations hold; without the key nobody finds the way back, and a
 * clone's key is thrown away once it is masked. What we make up is spelled so that no service outside can have given it out.
 */
export function keyedPseudonyms(key: Uint8Array): Pseudonyms {
  const digest = keyedDigest(key);
  const code = (purpose: string, text: string, length: number): string => base32(digest(purpose, text), length);
  const form = (id: string): string => formId(digest('form', id).subarray(0, FORM_ID_BYTES));
  const formsIn = (text: string): string => text.replaceAll(FORM_ID_INSIDE, (id) => (isFormId(id) ? form(id) : id));
  return {
    operator: (text) => `advisor-${code('operator', text, 10)}`,
    words: (text) => `masked-${code('words', text, 10)}`,
    reference: (text) => `CLONE-${code('reference', text, 20)}`,
    digits: (text) => permuted(digest, 'digits', text),
    customs: (text) => `${text.slice(0, 2)}CLONE${code('customs', text, 16)}`,
    form,
    formsIn,
    message: (text) => {
      const [kind = '', id = ''] = text.split('.');
      return `${kind}.${formsIn(id)}.${code('message', text, 16)}`;
    },
    traveller: (real) => fictiveTraveller(digest, real),
  };
}

const same = (text: string): string => text;

/** Everything stays as it is: a clone that nobody masks still gets keys of its own. */
export const NO_PSEUDONYMS: Pseudonyms = {
  operator: same,
  words: same,
  reference: same,
  digits: same,
  customs: same,
  form: same,
  formsIn: same,
  message: same,
  traveller: (real) => real,
};
