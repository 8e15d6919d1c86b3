import { validation } from './errors.ts';
import type { Words } from './lexer.ts';
import { type NameOf, parseAssigned, parseOperand, parsePath } from './operand.ts';
import type { Operand, Path, UpdateProgram } from './syntax.ts';

interface Draft {
  set: { path: Path; to: Operand }[];
  remove: Path[];
  add: { path: Path; by: Operand }[];
}

type Clause = (words: Words, nameOf: NameOf, draft: Draft) => void;

const CLAUSES: Readonly<Record<string, Clause>> = {
  SET(words, nameOf, { set }) {
    const path = parsePath(words, nameOf);
    words.expect('=');
    set.push({ path, to: parseAssigned(words, nameOf) });
  },
  REMOVE: (words, nameOf, { remove }) => void remove.push(parsePath(words, nameOf)),
  ADD: (words, nameOf, { add }) => void add.push({ path: parsePath(words, nameOf), by: parseOperand(words, nameOf) }),
};

const overlaps = (a: Path, b: Path): boolean => a.slice(0, b.length).every((step, i) => step === b[i]);

/** DynamoDB refuses an update of which one part could undo another. */
function refuseOverlaps({ set, remove, add }: Draft): void {
  const paths = [...set.map(({ path }) => path), ...remove, ...add.map(({ path }) => path)];
  paths.forEach((path, i) => {
    if (paths.slice(i + 1).some((other) => overlaps(path, other)))
      throw validation(`Two document paths overlap with each other: ${path.join('.')}`);
  });
}

/** An update: each of its clauses once, each clause a list. */
export function parseUpdate(words: Words, nameOf: NameOf): UpdateProgram {
  const draft: Draft = { set: [], remove: [], add: [] };
  const seen = new Set<string>();
  while (words.peek() !== '') {
    const name = words.take().toUpperCase();
    const clause = CLAUSES[name];
    if (clause === undefined || seen.has(name)) throw validation(`Syntax error: clause "${name}"`);
    seen.add(name);
    do clause(words, nameOf, draft);
    while (words.accept(','));
  }
  refuseOverlaps(draft);
  return draft;
}
