import type jsonata from 'jsonata';

/**
 * The most work of one expression: parts that are evaluated, and elements of the arrays that they give. A machine's expression takes some
 * hundreds; so many take a second or so, in which nothing else of the Region's process runs.
 */
const MOST_STEPS = 500_000;

/** The deepest nesting of parts, those of functions that call each other included. */
const DEEPEST = 5_000;

/** What one evaluation has used up. It travels in its bindings, under a name that no expression can write. */
interface Bound {
  steps: number;
  depth: number;
}

const NAME = ' bound';

interface Environment {
  lookup(name: string): Bound;
}

/** jsonata calls these around every part. Source: jsonata's own `timeboxExpression` of its try-out page. */
const ENTRY = Symbol.for('jsonata.__evaluate_entry') as unknown as string;
const EXIT = Symbol.for('jsonata.__evaluate_exit') as unknown as string;

function enter(_expression: unknown, _input: unknown, environment: Environment): void {
  const bound = environment.lookup(NAME);
  bound.steps += 1;
  bound.depth += 1;
  if (bound.depth > DEEPEST) throw new Error(`The expression nests more than ${DEEPEST} parts`);
  if (bound.steps > MOST_STEPS) throw new Error(`The expression takes more than ${MOST_STEPS} steps`);
}

function leave(_expression: unknown, _input: unknown, environment: Environment, result: unknown): void {
  const bound = environment.lookup(NAME);
  bound.depth -= 1;
  if (Array.isArray(result)) bound.steps += result.length;
}

/** The expression itself, which from now on ends for certain, by an error when it would take too long. */
export function bounded(expression: jsonata.Expression): jsonata.Expression {
  expression.assign(ENTRY, enter);
  expression.assign(EXIT, leave);
  return expression;
}

/** The bindings that each evaluation of a bounded expression needs of its own. */
export const newBound = (): Record<string, Bound> => ({ [NAME]: { steps: 0, depth: 0 } });
