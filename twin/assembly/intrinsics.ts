import { type Json, type JsonObject, listOf, textOf } from './json.ts';

/** What the names inside a template stand for. */
export interface Scope {
  readonly ref: (name: string) => Json | undefined;
  readonly attribute: (logicalId: string, name: string) => Json;
  readonly condition: (name: string) => boolean;
  readonly mapping: (map: string, key: string, name: string) => Json;
}

type Intrinsic = (argument: Json, scope: Scope) => Json | undefined;

/**
 * A template's value with its intrinsic functions worked out; `undefined` stands for `AWS::NoValue`.
 * @throws on an intrinsic this table does not know, naming it.
 */
export function resolveValue(value: Json, scope: Scope): Json | undefined {
  if (Array.isArray(value)) return value.map((item) => resolveValue(item, scope)).filter((item) => item !== undefined);
  if (typeof value !== 'object' || value === null) return value;
  const call = intrinsicCall(value);
  return call ? call.run(call.argument, scope) : resolveObject(value, scope);
}

/** Whether a condition's expression (or a nested one) holds. */
export function holds(expression: Json, scope: Scope): boolean {
  return resolveValue(expression, scope) === true;
}

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, { ref }) => ref(textOf(name, 'Ref')),
  Condition: (name, { condition }) => condition(textOf(name, 'Condition')),
  'Fn::GetAtt': (argument, { attribute }) => {
    const [logicalId, ...rest] = typeof argument === 'string' ? argument.split('.') : listOf(argument);
    return attribute(textOf(logicalId, 'Fn::GetAtt'), rest.join('.'));
  },
  'Fn::Sub': substitute,
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = listOf(argument);
    return listOf(resolveValue(parts ?? [], scope))
      .map(String)
      .join(textOf(separator, 'Fn::Join'));
  },
  'Fn::Select': (argument, scope) => {
    const [index, list] = listOf(resolveValue(argument, scope));
    return listOf(list)[Number(index)];
  },
  'Fn::Split': (argument, scope) => {
    const [separator, text] = listOf(resolveValue(argument, scope));
    return textOf(text, 'Fn::Split').split(textOf(separator, 'Fn::Split'));
  },
  'Fn::If': (argument, scope) => {
    const [name, then, otherwise] = listOf(argument);
    return resolveValue((scope.condition(textOf(name, 'Fn::If')) ? then : otherwise) ?? null, scope);
  },
  'Fn::FindInMap': (argument, { mapping, ...scope }) => {
    const [map, key, name] = listOf(resolveValue(argument, { mapping, ...scope })).map(String);
    return mapping(map ?? '', key ?? '', name ?? '');
  },
  'Fn::Base64': (argument, scope) =>
    Buffer.from(textOf(resolveValue(argument, scope), 'Fn::Base64')).toString('base64'),
  'Fn::Equals': (argument, scope) => {
    const [left, right] = listOf(resolveValue(argument, scope));
    return left === right;
  },
  'Fn::Not': (argument, scope) => !holds(listOf(argument)[0] ?? null, scope),
  'Fn::And': (argument, scope) => listOf(argument).every((part) => holds(part, scope)),
  'Fn::Or': (argument, scope) => listOf(argument).some((part) => holds(part, scope)),
};

function intrinsicCall(value: JsonObject): { run: Intrinsic; argument: Json } | undefined {
  const [name, ...others] = Object.keys(value);
  if (name === undefined || others.length > 0) return undefined;
  const argument = value[name] ?? null;
  const run = INTRINSICS[name];
  if (run && (name !== 'Condition' || typeof argument === 'string')) return { run, argument };
  if (name.startsWith('Fn::')) throw new Error(`The twin does not know the intrinsic ${name}`);
  return undefined;
}

function resolveObject(value: JsonObject, scope: Scope): JsonObject {
  const resolved = Object.entries(value).map(([name, part]) => [name, resolveValue(part, scope)] as const);
  return Object.fromEntries(resolved.filter((pair): pair is readonly [string, Json] => pair[1] !== undefined));
}

function substitute(argument: Json, scope: Scope): string {
  const [text, own] = Array.isArray(argument) ? argument : [argument];
  const variables = (own ?? {}) as JsonObject;
  return textOf(text, 'Fn::Sub').replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    return String(resolveValue(variables[name] ?? reference(name), scope));
  });
}

function reference(name: string): JsonObject {
  return name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name };
}
