import { stripTypeScriptTypes } from 'node:module';
import { type Node, parse } from 'acorn';

/** One small fault that can be put into a file: the text between two places is replaced by another. */
export interface Mutant {
  readonly file: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly original: string;
  readonly replacement: string;
}

type Tree = Node & Record<string, unknown>;
type Change = readonly [start: number, end: number, replacement: string];

const SWAPPED: Record<string, string> = {
  '===': '!==',
  '!==': '===',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
  '&&': '||',
  '||': '&&',
};

const OTHER_METHOD: Record<string, string> = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
  startsWith: 'endsWith',
};

/** Methods that give back what they are called on, only less of it or in another order: a call of one can be left out. */
const LEFT_OUT = new Set(['filter', 'sort', 'toSorted', 'reverse', 'toReversed', 'slice', 'trim']);

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && typeof (value as Tree).type === 'string';

const childrenOf = (tree: Tree): Tree[] => Object.values(tree).flat().filter(isTree);

/** The operator stands between its two sides, and nothing but blanks and brackets beside it. */
function operatorSwapped(tree: Tree, source: string): Change[] {
  const operator = String(tree.operator);
  const other = SWAPPED[operator];
  const { left, right } = tree as unknown as { left: Tree; right: Tree };
  const start = source.indexOf(operator, left.end);
  if (other === undefined || start < 0 || start >= right.start) return [];
  return [[start, start + operator.length, other]];
}

function valueChanged(tree: Tree): Change[] {
  if (typeof tree.value === 'boolean') return [[tree.start, tree.end, String(!tree.value)]];
  if (typeof tree.value === 'number') return [[tree.start, tree.end, String(tree.value + 1)]];
  return [];
}

function callChanged(tree: Tree): Change[] {
  const { callee } = tree as unknown as { callee: Tree & { object: Tree; property: Tree & { name: string } } };
  if (callee.type !== 'MemberExpression' || callee.computed === true) return [];
  const { object, property } = callee;
  const other = OTHER_METHOD[property.name];
  if (other !== undefined) return [[property.start, property.end, other]];
  return LEFT_OUT.has(property.name) ? [[object.end, tree.end, '']] : [];
}

const testDecided = (tree: Tree): Change[] => {
  const test = tree.test as Tree;
  return ['true', 'false'].map((decided) => [test.start, test.end, decided]);
};

const CHANGES: Record<string, (tree: Tree, source: string) => Change[]> = {
  BinaryExpression: operatorSwapped,
  LogicalExpression: operatorSwapped,
  Literal: valueChanged,
  CallExpression: callChanged,
  IfStatement: testDecided,
  ConditionalExpression: testDecided,
  UnaryExpression: (tree) => (tree.operator === '!' ? [[tree.start, tree.start + 1, '']] : []),
  ExpressionStatement: (tree) => (tree.directive === undefined ? [[tree.start, tree.end, ';']] : []),
};

function changesIn(tree: Tree, source: string): Change[] {
  const own = CHANGES[tree.type]?.(tree, source) ?? [];
  return [...own, ...childrenOf(tree).flatMap((child) => changesIn(child, source))];
}

/** Every small fault of a TypeScript file that this knows of, in the order of its text. */
export function mutantsOf(file: string, source: string): Mutant[] {
  const plain = stripTypeScriptTypes(source, { mode: 'strip' });
  const tree = parse(plain, { ecmaVersion: 'latest', sourceType: 'module' }) as unknown as Tree;
  return changesIn(tree, plain)
    .sort(([a], [b]) => a - b)
    .map(([start, end, replacement]) => ({
      file,
      line: source.slice(0, start).split('\n').length,
      start,
      end,
      original: source.slice(start, end),
      replacement,
    }));
}

/** The file with the fault in it. */
export const withMutant = (source: string, { start, end, replacement }: Mutant): string =>
  source.slice(0, start) + replacement + source.slice(end);
