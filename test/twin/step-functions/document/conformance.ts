import { EXECUTION_RULES } from './execution-rules.ts';
import { LANGUAGE_RULES } from './language-rules.ts';
import type { Rule } from './rule.ts';

/** What is known of how close the runner is to AWS. */
export const RULES: readonly Rule[] = [...LANGUAGE_RULES, ...EXECUTION_RULES];
