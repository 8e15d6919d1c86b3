import { ACCOUNT } from '../assembly/identity.ts';
import { type Json, type JsonObject, listOf, objectOf } from '../assembly/json.ts';
import { invalidParameter } from './errors.ts';

/** Who asks, and what for. */
export interface Asked {
  /** `backup:DeleteRecoveryPoint` */
  readonly action: string;
  readonly resource: string;
  /** ARN of the caller. */
  readonly principal: string;
  /** What the request itself says, by condition key in lower case; a key of `REQUEST_KEYS` that it does not say is absent. */
  readonly facts?: Readonly<Record<string, readonly string[]>>;
}

/** Condition keys whose values come with the request. Source: Service Authorization Reference, "AWS Backup". */
const REQUEST_KEYS = ['backup:copytargets', 'backup:minretentiondays', 'backup:maxretentiondays'];

const FACTS: Readonly<Record<string, (asked: Asked) => string>> = {
  'aws:principalarn': ({ principal }) => principal,
  'aws:principalaccount': () => ACCOUNT,
  'aws:principalisawsservice': () => 'false',
};

const like = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(text);
const same = (pattern: string, text: string): boolean => pattern === text;

const number = (compare: (text: number, limit: number) => boolean) => (pattern: string, text: string) =>
  compare(Number(text), Number(pattern));

const OPERATORS: Readonly<Record<string, { matches: (pattern: string, text: string) => boolean; negated?: true }>> = {
  StringEquals: { matches: same },
  StringNotEquals: { matches: same, negated: true },
  StringLike: { matches: like },
  StringNotLike: { matches: like, negated: true },
  ArnEquals: { matches: like },
  ArnNotEquals: { matches: like, negated: true },
  ArnLike: { matches: like },
  ArnNotLike: { matches: like, negated: true },
  NumericEquals: { matches: number((text, limit) => text === limit) },
  NumericLessThan: { matches: number((text, limit) => text < limit) },
  NumericLessThanEquals: { matches: number((text, limit) => text <= limit) },
  NumericGreaterThan: { matches: number((text, limit) => text > limit) },
  NumericGreaterThanEquals: { matches: number((text, limit) => text >= limit) },
  Bool: { matches: (pattern, text) => pattern.toLowerCase() === text },
};

/** A condition's name: for one of several values or all of them, the operator, and that an absent key satisfies it. */
const CONDITION = /^(?:For(?<set>Any|All)Values?:)?(?<name>\w+?)(?<ifExists>IfExists)?$/;

/** Whether a policy denies it. What it allows does not matter here: nothing in the twin is authorised by IAM. */
export function denies(policy: string | undefined, asked: Asked): boolean {
  return (
    policy !== undefined &&
    statementsOf(policy).some((statement) => statement.Effect === 'Deny' && covers(statement, asked))
  );
}

/**
 * Makes sure that `denies` understands the policy.
 * @throws InvalidParameterValueException naming what is not understood, because a part that is ignored would protect nothing
 */
export function checkPolicy(policy: string): void {
  for (const statement of statementsOf(policy)) {
    for (const part of ['NotAction', 'NotResource', 'NotPrincipal'])
      if (part in statement) throw invalidParameter(`The twin does not understand ${part} of a vault's access policy`);
    for (const [operator, facts] of Object.entries(objectOf(statement.Condition))) {
      if (operator !== 'Null' && !OPERATORS[CONDITION.exec(operator)?.groups?.name ?? ''])
        throw invalidParameter(`The twin does not understand the condition ${operator}`);
      for (const fact of Object.keys(objectOf(facts)))
        if (!FACTS[fact.toLowerCase()] && !REQUEST_KEYS.includes(fact.toLowerCase()))
          throw invalidParameter(`The twin does not understand the condition key ${fact}`);
    }
  }
}

function statementsOf(policy: string): JsonObject[] {
  try {
    const { Statement } = objectOf(JSON.parse(policy));
    return (Array.isArray(Statement) ? Statement : [Statement ?? null]).map(objectOf);
  } catch {
    throw invalidParameter('The specified policy document is not valid JSON');
  }
}

function covers(statement: JsonObject, asked: Asked): boolean {
  const { Action = null, Resource = '*', Principal = null, Condition } = statement;
  return (
    textsOf(Action).some((action) => like(action.toLowerCase(), asked.action.toLowerCase())) &&
    textsOf(Resource).some((resource) => like(resource, asked.resource)) &&
    principalsOf(Principal).some((principal) => isCaller(principal, asked.principal)) &&
    Object.entries(objectOf(Condition)).every(([operator, facts]) => holds(operator, objectOf(facts), asked))
  );
}

function valuesOf(key: string, asked: Asked): readonly string[] {
  const fact = FACTS[key];
  return fact ? [fact(asked)] : (asked.facts?.[key] ?? []);
}

/** Source: IAM User Guide, "Condition operators", "Multivalued context keys", and what an absent key does in each. */
function holds(condition: string, facts: JsonObject, asked: Asked): boolean {
  return Object.entries(facts).every(([key, patterns]) => {
    const values = valuesOf(key.toLowerCase(), asked);
    if (condition === 'Null') return textsOf(patterns).includes(String(values.length === 0));
    const { set, name = '', ifExists } = CONDITION.exec(condition)?.groups ?? {};
    const { matches, negated = false } = OPERATORS[name] ?? { matches: () => false };
    const isSo = (value: string): boolean => textsOf(patterns).some((pattern) => matches(pattern, value)) !== negated;
    if (values.length === 0) return ifExists !== undefined || set === 'All' || (negated && set === undefined);
    return set === 'All' ? values.every(isSo) : values.some(isSo);
  });
}

const textsOf = (value: Json): string[] => (Array.isArray(value) ? listOf(value).map(String) : [String(value)]);

function principalsOf(principal: Json): string[] {
  return typeof principal === 'string' ? [principal] : Object.values(objectOf(principal)).flatMap(textsOf);
}

function isCaller(principal: string, caller: string): boolean {
  return ['*', ACCOUNT, `arn:aws:iam::${ACCOUNT}:root`, caller].includes(principal);
}
