import type { Pseudonyms, Treatment } from './pseudonyms.ts';

type MembersOf<T> = T extends unknown ? keyof T : never;
type ValueOf<T, K extends PropertyKey> = T extends unknown ? (K extends keyof T ? NonNullable<T[K]> : never) : never;

/**
 * What becomes of each member of a value, as data that follow the value's type: a member that nobody thought of does not compile, and one
 * that the type does not know is refused while masking. `keep` may stand for a whole branch.
 */
export type RuleFor<T> =
  | 'keep'
  | ([T] extends [string] ? Treatment : never)
  | ([T] extends [readonly (infer One)[]] ? readonly [RuleFor<One>] : never)
  | ([T] extends [readonly unknown[] | string | number | boolean]
      ? never
      : { readonly [K in MembersOf<T>]-?: RuleFor<ValueOf<T, K>> });

type AnyRule = 'keep' | Treatment | readonly [AnyRule] | { readonly [member: string]: AnyRule };

/** A value has a member that no rule names: nobody decided whether it may stand in a clone. */
export class UnknownMember extends Error {
  override readonly name = 'UnknownMember';
}

function apply(value: unknown, rule: AnyRule, pseudonyms: Pseudonyms, path: string): unknown {
  if (rule === 'keep' || value === undefined) return value;
  if (typeof rule === 'string') {
    if (typeof value === 'string') return pseudonyms[rule](value);
    throw new UnknownMember(`${path} is no text: no rule says what becomes of it`);
  }
  if (isList(rule)) {
    if (!Array.isArray(value)) throw new UnknownMember(`${path} is no list: no rule says what becomes of it`);
    return value.map((one, i) => apply(one, rule[0], pseudonyms, `${path}/${i}`));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UnknownMember(`${path} has no members: no rule says what becomes of it`);
  return Object.fromEntries(
    Object.entries(value).map(([member, one]) => {
      const own = Object.hasOwn(rule, member) ? rule[member] : undefined;
      if (own === undefined) throw new UnknownMember(`no rule says what becomes of ${path}/${member}`);
      return [member, apply(one, own, pseudonyms, `${path}/${member}`)];
    }),
  );
}

const isList = (rule: AnyRule): rule is readonly [AnyRule] => Array.isArray(rule);

/**
 * A value with its personal data replaced by pseudonyms, by a rule that names each of its members.
 *
 * @throws UnknownMember for a member that the rule does not name: a clone is refused rather than leak it
 */
export const masked = <T extends object>(value: T, rule: RuleFor<T>, pseudonyms: Pseudonyms): T =>
  apply(value, rule as AnyRule, pseudonyms, '') as T;
