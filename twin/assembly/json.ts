/** Any JSON value, as templates, events and manifests hold them. */
export type Json = string | number | boolean | null | Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  [name: string]: Json;
}

/** The value as an object; an empty one when it is anything else. */
export function objectOf(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** The value as a list; an empty one when it is anything else. */
export function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}

/**
 * The value as text.
 * @throws when it is not a string, naming `what` was expected.
 */
export function textOf(value: unknown, what: string): string {
  if (typeof value !== 'string') throw new Error(`${what} should be text and is ${JSON.stringify(value)}`);
  return value;
}
