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
}

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

const OPERATORS: Readonly<Record<string, { matches: (pattern: string, text: string) => boolean; negated?: true }>> = {
  StringEquals: { matches: same },
  StringNotEquals: { matches: same, negated: true },
  StringLike: { matches: like },
  StringNotLike: { matches: like, negated: true },
  ArnEquals: { matches: like },
  ArnNotEquals: { matches: like, negated: true },
  ArnLike: { matches: like },
  ArnNotLike: { matches: like, negated: true },
  Bool: { matches: (pattern, text) => pattern.toLowerCase() === text },
};

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
      if (!OPERATORS[operator]) throw invalidParameter(`The twin does not understand the condition ${operator}`);
      for (const fact of Object.keys(objectOf(facts)))
        if (!FACTS[fact.toLowerCase()])
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

function holds(operator: string, facts: JsonObject, asked: Asked): boolean {
  const { matches, negated = false } = OPERATORS[operator] ?? { matches: () => false };
  return Object.entries(facts).every(([name, patterns]) => {
    const fact = FACTS[name.toLowerCase()]?.(asked) ?? '';
    return textsOf(patterns).some((pattern) => matches(pattern, fact)) !== negated;
  });
}

const textsOf = (value: Json): string[] => (Array.isArray(value) ? listOf(value).map(String) : [String(value)]);

function principalsOf(principal: Json): string[] {
  return typeof principal === 'string' ? [principal] : Object.values(objectOf(principal)).flatMap(textsOf);
}

function isCaller(principal: string, caller: string): boolean {
  return ['*', ACCOUNT, `arn:aws:iam::${ACCOUNT}:root`, caller].includes(principal);
}
