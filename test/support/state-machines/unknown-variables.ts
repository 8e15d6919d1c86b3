import { compile } from '../../../twin/step-functions/expressions/evaluate.ts';
import { functionsAt } from '../../../twin/step-functions/expressions/functions.ts';
import { expressionIn } from '../../../twin/step-functions/expressions/template.ts';
import { isObject, type Json } from '../../../twin/step-functions/json.ts';

/** Functions of JSONata itself. Source: docs.jsonata.org. */
const JSONATA = `string length substring substringBefore substringAfter uppercase lowercase trim pad contains split
  join match replace base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl number abs
  floor ceil round power sqrt formatNumber formatBase formatInteger parseInteger sum max min average boolean not
  exists count append sort reverse shuffle distinct zip keys lookup spread merge sift each error assert type
  fromMillis toMillis map filter single reduce clone`.split(/\s+/);

const KNOWN = ['states', '', '$', ...JSONATA, ...Object.keys(functionsAt({ nowMs: () => 0, random: () => 0 }))];

/**
 * Variables that are read and that no state assigns: JSONata takes them for nothing, and a condition on nothing is
 * quietly false.
 */
export function unknownVariables(machine: Json): string[] {
  const assigned = new Set([...KNOWN, ...assignedIn(machine)]);
  return expressionsIn(machine).flatMap((expression) => {
    const { read, bound } = variablesOf(compile(expression).ast());
    const unknown = [...read].filter((name) => !assigned.has(name) && !bound.has(name));
    return unknown.map((name) => `$${name} is read and never assigned: ${expression}`);
  });
}

/** Variables that bear the name of a function: whoever calls it afterwards calls a value. */
export function misnamedVariables(machine: Json): string[] {
  const assigned = [...new Set(assignedIn(machine))];
  return assigned.filter((name) => KNOWN.includes(name)).map((name) => `$${name} is the name of a function of JSONata`);
}

function assignedIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap((part: Json) => assignedIn(part));
  if (!isObject(value)) return [];
  const own = isObject(value.Assign) ? Object.keys(value.Assign) : [];
  return [...own, ...Object.values(value).flatMap(assignedIn)];
}

/** Every expression in a JSON value, however deep. */
export function expressionsIn(value: Json): string[] {
  const expression = expressionIn(value);
  if (expression !== undefined) return [expression];
  if (Array.isArray(value)) return value.flatMap((part: Json) => expressionsIn(part));
  return isObject(value) ? Object.values(value).flatMap(expressionsIn) : [];
}

/** A part of a syntax tree; lambdas and `:=` bind names, everything else reads them. */
interface Node {
  readonly type?: string;
  readonly value?: unknown;
  readonly lhs?: unknown;
  readonly arguments?: unknown;
}

function variablesOf(tree: unknown): { read: Set<string>; bound: Set<string> } {
  const [read, bound, seen] = [new Set<string>(), new Set<string>(), new Set<unknown>()];
  const names = (nodes: unknown) => (Array.isArray(nodes) ? nodes : [nodes]).map((node: Node) => String(node?.value));
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null || seen.has(node)) return;
    seen.add(node);
    const { type, value, lhs, arguments: given } = node as Node;
    if (type === 'variable') read.add(String(value));
    if (type === 'bind') for (const name of names(lhs)) bound.add(name);
    if (type === 'lambda') for (const name of names(given)) bound.add(name);
    for (const part of Object.values(node)) walk(part);
  };
  walk(tree);
  return { read, bound };
}
