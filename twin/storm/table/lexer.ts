import { validation } from './errors.ts';

const TOKEN = /\s*(?:([#:]?[A-Za-z0-9_]+)|(<>|<=|>=|[=<>()[\],.+-]))/y;

/** The words of an expression, one after another. */
export interface Words {
  /** The next word without taking it; an empty text at the end. */
  peek(ahead?: number): string;
  take(): string;
  /** Takes the next word if it is this one; keywords in any case. */
  accept(word: string): boolean;
  /** @throws ValidationException when the next word is another */
  expect(word: string): void;
}

function split(text: string): string[] {
  const words: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const [, word, sign] = TOKEN.exec(text) ?? [];
    if (word === undefined && sign === undefined) throw validation(`Syntax error at "${text.slice(at, at + 20)}"`);
    words.push(word ?? sign ?? '');
  }
  return words;
}

export function wordsOf(text: string): Words {
  const words = split(text);
  let at = 0;
  const peek = (ahead = 0): string => words[at + ahead] ?? '';
  const accept = (word: string): boolean => {
    if (peek().toUpperCase() !== word.toUpperCase()) return false;
    at += 1;
    return true;
  };
  return {
    peek,
    accept,
    take: () => words[at++] ?? '',
    expect(word) {
      if (!accept(word)) throw validation(`Syntax error: "${peek()}" where "${word}" should stand in ${text}`);
    },
  };
}
