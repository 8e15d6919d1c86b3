import { EXCLUSIONS } from '../exclusion.ts';
import { LANGUAGES, type Text } from '../language.ts';
import { RESIDENCES } from '../residence.ts';
import { RULES } from '../rules/rules.ts';
import type { Sourced } from '../source.ts';
import { table } from './markdown.ts';

interface Row extends Sourced {
  code: string;
  text: Text;
}

const texts = (rows: readonly Row[]): string =>
  table(
    ['code', 'grade', 'source', ...LANGUAGES],
    rows.map(({ code, grade, source, text }) => [`\`${code}\``, grade, source, ...LANGUAGES.map((tag) => text[tag])]),
  );

export const reasonsTable = (): string => texts(RULES);

export const exclusionsTable = (): string => texts(EXCLUSIONS);

export const residencesTable = (): string =>
  table(
    ['status', 'countries and territories', 'grade', 'source'],
    RESIDENCES.map(({ status, codes, grade, source }) => [`\`${status}\``, codes.join(' '), grade, source]),
  );
