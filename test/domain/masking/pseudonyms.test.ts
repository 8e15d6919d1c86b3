import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyedPseudonyms, NO_PSEUDONYMS, type Treatment } from '../../../domain/masking/pseudonyms.ts';
import { FORM_ID_BYTES, formId, isFormId } from '../../../domain/tax-free/form-id.ts';

const pseudonyms = keyedPseudonyms(new Uint8Array(32).fill(1));
const others = keyedPseudonyms(new Uint8Array(32).fill(2));

const aFormId = fc.uint8Array({ minLength: FORM_ID_BYTES, maxLength: FORM_ID_BYTES }).map(formId);
const TREATMENTS: Record<Treatment, { of: fc.Arbitrary<string>; shape: RegExp }> = {
  operator: { of: fc.stringMatching(/^[A-Za-z0-9._-]{1,32}$/), shape: /^[A-Za-z0-9._-]{1,32}$/ },
  words: { of: fc.string({ minLength: 1, maxLength: 80 }), shape: /^.{1,80}$/ },
  reference: { of: fc.stringMatching(/^[A-Za-z0-9._:-]{4,64}$/), shape: /^[A-Za-z0-9._-]{4,64}$/ },
  digits: { of: fc.stringMatching(/^\d{4}$/), shape: /^\d{4}$/ },
  customs: { of: fc.stringMatching(/^(FR|PS|AT)[A-Z0-9]{1,30}$/), shape: /^(FR|PS|AT)[A-Z0-9]{1,30}$/ },
  form: { of: aFormId, shape: /^[A-Z0-9]{22}$/ },
  formsIn: { of: aFormId.map((id) => `detaxe:${id}:credit:2`), shape: /^detaxe:[0-9A-Z]{22}:credit:2$/ },
  message: {
    of: fc.tuple(aFormId, fc.uuid()).map(([id, unique]) => `C01.${id}.${unique}`),
    shape: /^C01\.[0-9A-Z]{22}\.[A-Za-z0-9.-]{1,36}$/,
  },
};
const NAMES = Object.keys(TREATMENTS) as Treatment[];

describe('pseudonyms', () => {
  it.each(NAMES)('%s is stable, hangs on the key, and fits where the original stood', (name) => {
    const { of, shape } = TREATMENTS[name];
    fc.assert(
      fc.property(of, (text) => {
        const pseudonym = pseudonyms[name](text);
        expect(pseudonym).toMatch(shape);
        expect(pseudonyms[name](text)).toBe(pseudonym);
        if (name !== 'digits') {
          // A few characters can stand in any code by chance.
          if (text.length >= 8) expect(pseudonym).not.toContain(text);
          expect(pseudonym).not.toBe(text);
          expect(others[name](text)).not.toBe(pseudonym);
        }
      }),
      { numRuns: 50 },
    );
  });

  it.each(NAMES)('%s never makes one of two', (name) => {
    fc.assert(
      fc.property(fc.uniqueArray(TREATMENTS[name].of, { minLength: 2, maxLength: 60 }), (texts) => {
        expect(new Set(texts.map((text) => pseudonyms[name](text))).size).toBe(texts.length);
      }),
      { numRuns: 30 },
    );
  });

  it('a form has one pseudonym wherever it is named, with right check digits', () => {
    fc.assert(
      fc.property(aFormId, fc.uuid(), (id, unique) => {
        const form = pseudonyms.form(id);
        expect(isFormId(form)).toBe(true);
        expect(pseudonyms.formsIn(`detaxe:${id}:credit:1`)).toBe(`detaxe:${form}:credit:1`);
        expect(pseudonyms.formsIn(`{"form":"${id}","other":"${id}"}`)).toBe(`{"form":"${form}","other":"${form}"}`);
        expect(pseudonyms.message(`P01.${id}.${unique}`).split('.').slice(0, 2)).toEqual(['P01', form]);
      }),
    );
  });

  it('a text that only looks like a form id is left alone', () => {
    const wrong = `${'0'.repeat(21)}1`;
    expect(isFormId(wrong)).toBe(false);
    expect(pseudonyms.formsIn(`see ${wrong}`)).toBe(`see ${wrong}`);
  });

  it('without masking everything stays as it is', () => {
    for (const name of NAMES) expect(NO_PSEUDONYMS[name]('Anything')).toBe('Anything');
  });
});
