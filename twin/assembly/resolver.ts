import { ACCOUNT, attributeOf, type Place, refOf } from './identity.ts';
import { holds, resolveValue, type Scope } from './intrinsics.ts';
import { type Json, type JsonObject, objectOf } from './json.ts';
import type { Resource, Stack } from './template.ts';

/** A stack whose values can be asked for with all names filled in. */
export interface ResolvedStack {
  readonly stack: Stack;
  /** Whether the resource's condition, if any, holds. */
  readonly exists: (resource: Resource) => boolean;
  /** The resource's properties, resolved. */
  readonly properties: (logicalId: string) => JsonObject;
  /** What `Ref` of the resource gives. */
  readonly ref: (logicalId: string) => string;
  /** A value of the template, resolved. */
  readonly value: (value: Json) => Json | undefined;
}

const PSEUDO: Readonly<Record<string, (stack: Stack) => Json | undefined>> = {
  'AWS::Region': ({ region }) => region,
  'AWS::AccountId': () => ACCOUNT,
  'AWS::Partition': () => 'aws',
  'AWS::URLSuffix': () => 'amazonaws.com',
  'AWS::StackName': ({ name }) => name,
  'AWS::StackId': ({ name, region }) => `arn:aws:cloudformation:${region}:${ACCOUNT}:stack/${name}/twin`,
  'AWS::NotificationARNs': () => [],
  'AWS::NoValue': () => undefined,
};

/** The stack with its pseudo parameters, references, mappings and conditions bound to the twin's names. */
export function resolverOf(stack: Stack): ResolvedStack {
  const { template } = stack;
  const place = (logicalId: string): Place => ({ region: stack.region, stack: stack.name, logicalId });
  const scope: Scope = {
    ref: (name) => (name in PSEUDO ? PSEUDO[name]?.(stack) : (parameter(stack, name) ?? ref(name))),
    attribute: (logicalId, name) => {
      const resource = resourceOf(stack, logicalId);
      return attributeOf(resource, properties(logicalId), place(logicalId), name);
    },
    condition: (name) => holds(template.Conditions?.[name] ?? false, scope),
    mapping: (map, key, name) => objectOf(template.Mappings?.[map]?.[key])[name] ?? null,
  };
  const properties = (logicalId: string): JsonObject =>
    objectOf(resolveValue(naming(resourceOf(stack, logicalId)), scope));
  const ref = (logicalId: string): string =>
    String(refOf(resourceOf(stack, logicalId), properties(logicalId), place(logicalId)));
  return {
    stack,
    exists: ({ Condition }) => Condition === undefined || scope.condition(Condition),
    properties: (logicalId) => objectOf(resolveValue(resourceOf(stack, logicalId).Properties ?? {}, scope)),
    ref,
    value: (value) => resolveValue(value, scope),
  };
}

/** Only what names a resource: resolving all of it for a reference could go round in circles (a key and its policy). */
function naming({ Properties = {} }: Resource): JsonObject {
  return Object.fromEntries(Object.entries(Properties).filter(([name]) => name === 'Name' || name.endsWith('Name')));
}

function resourceOf(stack: Stack, logicalId: string): Resource {
  const resource = stack.template.Resources[logicalId];
  if (!resource) throw new Error(`Stack ${stack.name} refers to ${logicalId}, which it does not have`);
  return resource;
}

function parameter({ template }: Stack, name: string): Json | undefined {
  return template.Parameters?.[name]?.Default;
}
