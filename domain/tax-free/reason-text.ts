import { EXCLUSIONS, type ExclusionCode } from './exclusion.ts';
import type { Language } from './language.ts';
import type { ReasonCode } from './rule.ts';
import { RULES } from './rules/rules.ts';

const TEXTS = new Map([...RULES, ...EXCLUSIONS].map(({ code, text }) => [code, text]));

/** What the traveller reads for a reason or an exclusion. */
export function reasonText(code: ReasonCode | ExclusionCode, language: Language): string {
  const text = TEXTS.get(code);
  if (text === undefined) throw new Error(`no text for ${code}`);
  return text[language];
}
