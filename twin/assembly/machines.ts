import { readFileSync } from 'node:fs';
import { type Json, type JsonObject, objectOf, textOf } from './json.ts';
import type { MachinePlan } from './plan.ts';
import type { ResolvedStack } from './resolver.ts';

/**
 * A state machine of the template.
 * @throws when its definition is not of the assembly, or asks for a token that the template does not fill in
 */
export function machinePlan(resolved: ResolvedStack, logicalId: string): MachinePlan {
  const properties = resolved.properties(logicalId);
  const arn = resolved.ref(logicalId);
  const name = arn.split(':').at(-1) ?? arn;
  return {
    name,
    arn,
    roleArn: textOf(properties.RoleArn, `RoleArn of ${logicalId}`),
    definition: filledIn(
      definitionText(resolved, logicalId, properties),
      objectOf(properties.DefinitionSubstitutions),
      name,
    ),
  };
}

/** As CloudFormation takes it: an asset, a text, or an object. */
function definitionText({ stack }: ResolvedStack, logicalId: string, properties: JsonObject): string {
  const { DefinitionString, DefinitionS3Location, Definition } = properties;
  if (typeof DefinitionString === 'string') return DefinitionString;
  if (Definition !== undefined) return JSON.stringify(Definition);
  const key = textOf(objectOf(DefinitionS3Location).Key, `definition of ${logicalId}`);
  const file = stack.assets.get(key);
  if (!file) throw new Error(`${logicalId} of ${stack.name} is defined by ${key}, which is no asset of the assembly`);
  return readFileSync(file, 'utf8');
}

const TOKEN = /\$\{([A-Za-z0-9_]+)\}/g;

/** As CloudFormation does it: in the text of the definition, wherever a token stands. */
function filledIn(text: string, values: JsonObject, name: string): string {
  return text.replaceAll(TOKEN, (_, token: string) => {
    const value: Json | undefined = values[token];
    if (value === undefined)
      throw new Error(`The state machine ${name} asks for \${${token}}, which its template does not fill in`);
    return String(value);
  });
}
