import { type Json, listOf, objectOf } from '../assembly/json.ts';

/** What a policy says about one method. */
export type Verdict = 'allowed' | 'denied' | 'not-allowed';

/** Evaluates the IAM policy an authorizer returned: an explicit Deny wins, and what nothing allows is not allowed. */
export function evaluate(policyDocument: Json | undefined, methodArn: string): Verdict {
  const effects = listOrOne(objectOf(policyDocument).Statement)
    .map(objectOf)
    .filter(({ Action }) => listOrOne(Action).some((action) => matches(String(action), 'execute-api:Invoke')))
    .filter(({ Resource }) => listOrOne(Resource).some((resource) => matches(String(resource), methodArn)))
    .map(({ Effect }) => Effect);
  if (effects.includes('Deny')) return 'denied';
  return effects.includes('Allow') ? 'allowed' : 'not-allowed';
}

/** Whether the text fits a pattern of IAM: `*` stands for any characters, `?` for one. */
function matches(pattern: string, text: string): boolean {
  const literal = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text);
}

function listOrOne(value: Json | undefined): Json[] {
  return value === undefined ? [] : Array.isArray(value) ? listOf(value) : [value];
}
