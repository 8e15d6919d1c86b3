/** What a state machine works on: a JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** Whether a value is an object, neither an array nor null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Its length in bytes as Step Functions counts it. */
export function bytesOf(value: Json): number {
  return Buffer.byteLength(JSON.stringify(value));
}
