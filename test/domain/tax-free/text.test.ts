import { expect, test } from 'vitest';
import { CATEGORIES, EXCLUSIONS } from '../../../domain/tax-free/exclusion.ts';
import { LANGUAGES, type Language } from '../../../domain/tax-free/language.ts';
import { reasonText } from '../../../domain/tax-free/reason-text.ts';
import { RULES } from '../../../domain/tax-free/rules/rules.ts';

const ROWS = [...RULES, ...EXCLUSIONS];

/** A letter that a text in each language must have, and its end. */
const SCRIPT: Record<Language, RegExp> = {
  fr: /^[A-ZÀ-Ý][^\p{Script=Han}]+\.$/u,
  en: /^[A-Z][ -~é]+\.$/,
  'zh-Hans': /^[^\p{Script=Hiragana}\p{Script=Katakana}]*\p{Script=Han}.*。$/u,
  ja: /[\p{Script=Hiragana}].*。$/u,
  ar: /^\p{Script=Arabic}.*\.$/u,
};

test.each(LANGUAGES)('every reason has its own sentence in %s', (language) => {
  const texts = ROWS.map(({ code }) => reasonText(code, language));
  expect(texts.filter((text) => !SCRIPT[language].test(text))).toEqual([]);
  expect(new Set(texts).size).toBe(ROWS.length);
});

test('codes are unique, and every rule names its source', () => {
  expect(new Set(ROWS.map(({ code }) => code)).size).toBe(ROWS.length);
  expect(ROWS.filter(({ source }) => source === '')).toEqual([]);
});

test('every category but ordinary goods is excluded', () => {
  expect(CATEGORIES).toHaveLength(EXCLUSIONS.length);
});
