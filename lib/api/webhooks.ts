import { asArray, asObject, type JsonObject } from './contract.ts';

/**
 * The paths to which remote services send messages: whoever sends there has not shown who it is until the function has
 * checked a signature, so these routes are bounded apart from all others.
 */
export function webhookPaths(contract: JsonObject): string[] {
  const isOpen = (operation: JsonObject) =>
    operation.security !== undefined && asArray(operation.security).length === 0;
  const paths = Object.entries(asObject(contract.paths)).map(([path, item]) => ({
    path,
    ...asObject(asObject(item).post),
  }));
  return paths.filter(isOpen).map(({ path }) => path);
}

/** The contract without those paths. */
export function withoutWebhooks(contract: JsonObject): JsonObject {
  const webhooks = webhookPaths(contract);
  const paths = Object.entries(asObject(contract.paths)).filter(([path]) => !webhooks.includes(path));
  return { ...contract, paths: Object.fromEntries(paths) };
}
