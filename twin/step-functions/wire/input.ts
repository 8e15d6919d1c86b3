import { isObject, type Json, type JsonObject } from '../json.ts';
import { ServiceError } from '../service/errors.ts';

/** A member that must be there and be text. @throws ServiceError `ValidationException` */
export function textOf(input: JsonObject, name: string): string {
  const value = input[name];
  if (typeof value === 'string') return value;
  throw new ServiceError('ValidationException', `The member '${name}' is missing`);
}

/** A member that may be there. @throws ServiceError `SerializationException` when it is there and no text */
export function optionalText(input: JsonObject, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || value === null || typeof value === 'string') return value ?? undefined;
  throw new ServiceError('SerializationException', `The member '${name}' must be a string`);
}

/** A JSON value that a member holds as text. @throws ServiceError of the name given */
export function jsonOf(text: string, errorName: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new ServiceError(errorName, `Invalid JSON: ${(error as Error).message}`);
  }
}

/** Tags `[{ key, value }]` as an object. */
export function tagsOf(tags: Json | undefined): Record<string, string> {
  const list = Array.isArray(tags) ? tags.filter((tag: Json) => isObject(tag)) : [];
  return Object.fromEntries(list.map((tag: JsonObject) => [String(tag.key), String(tag.value ?? '')]));
}
