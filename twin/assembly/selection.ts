import { ACCOUNT } from './identity.ts';
import { type Json, type JsonObject, listOf, objectOf } from './json.ts';
import type { TablePlan } from './plan.ts';

type Texts = Readonly<Record<string, string>>;

/** Whether a text is like a pattern in which `*` stands for anything. */
function isLike(text: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(text);
}

const OPERATORS: Readonly<Record<string, (found: string | undefined, wanted: string) => boolean>> = {
  StringEquals: (found, wanted) => found === wanted,
  StringLike: (found, wanted) => found !== undefined && isLike(found, wanted),
  StringNotEquals: (found, wanted) => found !== wanted,
  StringNotLike: (found, wanted) => found === undefined || !isLike(found, wanted),
};

function matchesAll(tags: Texts, conditions: Json | undefined): boolean {
  return Object.entries(objectOf(conditions)).every(([name, list]) => {
    const operator = OPERATORS[name];
    if (!operator) throw new Error(`The twin does not know the condition ${name} of a backup selection`);
    return listOf(list)
      .map(objectOf)
      .every(({ ConditionKey, ConditionValue }) =>
        operator(tags[String(ConditionKey).replace(/^aws:ResourceTag\//, '')], String(ConditionValue)),
      );
  });
}

const hasOneOf = (tags: Texts, list: readonly Json[]): boolean =>
  list.map(objectOf).some(({ ConditionKey, ConditionValue }) => tags[String(ConditionKey)] === ConditionValue);

/**
 * Whether a selection of a backup plan takes a table of its Region: one of the resources, one of the tags of `ListOfTags`, all of the
 * conditions; what is not said does not narrow. Source: AWS Backup Developer Guide, "Assigning resources programmatically".
 */
export function isSelected({ name, regions, settings }: TablePlan, region: string, selection: JsonObject): boolean {
  if (!regions.includes(region)) return false;
  const arn = `arn:aws:dynamodb:${region}:${ACCOUNT}:table/${name}`;
  const own = settings?.[region]?.tags ?? {};
  const isAmong = (patterns: Json | undefined): boolean =>
    listOf(patterns).some((pattern) => isLike(arn, String(pattern)));
  const { Resources, NotResources, ListOfTags, Conditions } = selection;
  return (
    (listOf(Resources).length === 0 || isAmong(Resources)) &&
    !isAmong(NotResources) &&
    (listOf(ListOfTags).length === 0 || hasOneOf(own, listOf(ListOfTags))) &&
    matchesAll(own, Conditions)
  );
}
