import { type JsonObject, objectOf, textOf } from './json.ts';
import type { FunctionPlan } from './plan.ts';
import type { ResolvedStack } from './resolver.ts';

/** Lambda's own defaults for what a template leaves out. */
const DEFAULT_TIMEOUT_SECONDS = 3;
const DEFAULT_MEMORY_MEGABYTES = 128;

/**
 * A function of the template.
 * @throws when its code is not an asset of the assembly.
 */
export function functionPlan(resolved: ResolvedStack, logicalId: string): FunctionPlan {
  const properties = resolved.properties(logicalId);
  const { LogFormat, LogGroup } = objectOf(properties.LoggingConfig);
  const reserved = properties.ReservedConcurrentExecutions;
  return {
    name: resolved.ref(logicalId),
    handler: textOf(properties.Handler, `Handler of ${logicalId}`),
    code: codeFolder(resolved, logicalId, properties),
    environment: environmentOf(properties),
    timeoutSeconds: Number(properties.Timeout ?? DEFAULT_TIMEOUT_SECONDS),
    memoryMegabytes: Number(properties.MemorySize ?? DEFAULT_MEMORY_MEGABYTES),
    logFormat: String(LogFormat ?? 'Text'),
    ...(LogGroup === undefined ? {} : { logGroup: String(LogGroup) }),
    ...(reserved === undefined ? {} : { reservedConcurrency: Number(reserved) }),
  };
}

function codeFolder({ stack }: ResolvedStack, logicalId: string, properties: JsonObject): string {
  const key = textOf(objectOf(properties.Code).S3Key, `Code of ${logicalId}`);
  const folder = stack.assets.get(key);
  if (!folder) throw new Error(`${logicalId} of ${stack.name} has code ${key}, which is no asset of the assembly`);
  return folder;
}

function environmentOf(properties: JsonObject): Record<string, string> {
  const variables = objectOf(objectOf(properties.Environment).Variables);
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]));
}
