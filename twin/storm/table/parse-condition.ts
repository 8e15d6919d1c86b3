import { validation } from './errors.ts';
import type { Words } from './lexer.ts';
import { type NameOf, parseOperand, parsePath } from './operand.ts';
import type { Comparator, Condition, Operand } from './syntax.ts';

const COMPARATORS: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);

/** A condition, with OR binding weakest, then AND, then NOT. */
export const parseCondition = (words: Words, nameOf: NameOf): Condition =>
  joined(words, 'or', () => joined(words, 'and', () => negated(words, nameOf)));

function joined(words: Words, is: 'and' | 'or', part: () => Condition): Condition {
  const first = part();
  const parts = [first];
  while (words.accept(is)) parts.push(part());
  return parts.length === 1 ? first : { is, parts };
}

function negated(words: Words, nameOf: NameOf): Condition {
  if (words.accept('NOT')) return { is: 'not', part: negated(words, nameOf) };
  if (!words.accept('(')) return PREDICATES[words.peek()]?.(words, nameOf) ?? comparison(words, nameOf);
  const inner = parseCondition(words, nameOf);
  words.expect(')');
  return inner;
}

type Predicate = (words: Words, nameOf: NameOf) => Condition;

const onPath =
  (is: 'exists' | 'missing'): Predicate =>
  (words, nameOf) => {
    words.take();
    words.expect('(');
    const path = parsePath(words, nameOf);
    words.expect(')');
    return { is, path };
  };

const onPart =
  (is: 'begins_with' | 'contains'): Predicate =>
  (words, nameOf) => {
    words.take();
    words.expect('(');
    const value = parseOperand(words, nameOf);
    words.expect(',');
    const part = parseOperand(words, nameOf);
    words.expect(')');
    return { is, value, part };
  };

const PREDICATES: Readonly<Record<string, Predicate>> = {
  attribute_exists: onPath('exists'),
  attribute_not_exists: onPath('missing'),
  begins_with: onPart('begins_with'),
  contains: onPart('contains'),
};

function comparison(words: Words, nameOf: NameOf): Condition {
  const value = parseOperand(words, nameOf);
  if (words.accept('BETWEEN')) {
    const low = parseOperand(words, nameOf);
    words.expect('AND');
    return { is: 'between', value, low, high: parseOperand(words, nameOf) };
  }
  if (words.accept('IN')) return { is: 'in', value, among: listed(words, nameOf) };
  const by = words.take();
  if (!COMPARATORS.has(by)) throw validation(`Syntax error: "${by}" compares nothing`);
  return { is: 'compare', by: by as Comparator, left: value, right: parseOperand(words, nameOf) };
}

function listed(words: Words, nameOf: NameOf): Operand[] {
  words.expect('(');
  const among = [parseOperand(words, nameOf)];
  while (words.accept(',')) among.push(parseOperand(words, nameOf));
  words.expect(')');
  return among;
}
