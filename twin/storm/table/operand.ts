import { validation } from './errors.ts';
import type { Words } from './lexer.ts';
import type { Operand, Path } from './syntax.ts';

/** Resolves a `#name`, and notes that it was used: DynamoDB refuses names that an expression does not use. */
export type NameOf = (placeholder: string) => string;

/** Words that stand for a value or begin a path; anything else is a fault of syntax. */
const isWord = (word: string): boolean => /^[#:]?\w+$/.test(word);

export function parsePath(words: Words, nameOf: NameOf): Path {
  const path: (string | number)[] = [attributeName(words, nameOf)];
  for (;;) {
    if (words.accept('.')) path.push(attributeName(words, nameOf));
    else if (words.accept('[')) {
      path.push(Number(words.take()));
      words.expect(']');
    } else return path;
  }
}

function attributeName(words: Words, nameOf: NameOf): string {
  const word = words.take();
  if (!isWord(word) || word.startsWith(':')) throw validation(`Syntax error: "${word}" is no attribute`);
  return word.startsWith('#') ? nameOf(word) : word;
}

type Call = (words: Words, nameOf: NameOf) => Operand;

const FUNCTIONS: Readonly<Record<string, Call>> = {
  size: (words, nameOf) => ({ is: 'size', path: parsePath(words, nameOf) }),
  if_not_exists(words, nameOf) {
    const path = parsePath(words, nameOf);
    words.expect(',');
    return { is: 'if_not_exists', path, otherwise: parseOperand(words, nameOf) };
  },
  list_append(words, nameOf) {
    const first = parseOperand(words, nameOf);
    words.expect(',');
    return { is: 'list_append', first, second: parseOperand(words, nameOf) };
  },
};

/** A value, a path, or a function of them. */
export function parseOperand(words: Words, nameOf: NameOf): Operand {
  if (words.peek().startsWith(':')) return { is: 'value', name: words.take() };
  const call = words.peek(1) === '(' ? FUNCTIONS[words.peek()] : undefined;
  if (call === undefined) return { is: 'path', path: parsePath(words, nameOf) };
  words.take();
  words.expect('(');
  const operand = call(words, nameOf);
  words.expect(')');
  return operand;
}

/** What SET may assign: one operand, or the sum or difference of two. */
export function parseAssigned(words: Words, nameOf: NameOf): Operand {
  const left = parseOperand(words, nameOf);
  const sign = words.accept('+') ? 1 : words.accept('-') ? -1 : undefined;
  return sign === undefined ? left : { is: 'sum', sign, left, right: parseOperand(words, nameOf) };
}
