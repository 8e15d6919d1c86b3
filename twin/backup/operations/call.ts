import type { JsonObject } from '../../assembly/json.ts';
import { missingParameter } from '../errors.ts';
import type { Workplace } from '../jobs/workplace.ts';
import type { Lifecycle } from '../records.ts';

/** A call as an operation sees it. */
export interface Call {
  readonly place: Workplace;
  /** The parts of the path that the operation names, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: JsonObject;
  /** ARN of the caller. */
  readonly principal: string;
}

/** Answers a call; `undefined` is an answer without content. */
export type Operation = (call: Call) => object | undefined;

/** Operations by method and path, whose variable parts are in braces. */
export type Operations = Readonly<Record<string, Operation>>;

/**
 * A text of the body.
 * @throws MissingParameterValueException
 */
export function required({ body }: Call, name: string): string {
  const value = body[name];
  if (typeof value !== 'string' || value === '') throw missingParameter(`Missing parameter: ${name}`);
  return value;
}

/** A text of the body, as a member to spread. */
export function optional<Name extends string>({ body }: Call, from: string, name: Name): { [N in Name]?: string } {
  const value = body[from];
  return (typeof value === 'string' ? { [name]: value } : {}) as { [N in Name]?: string };
}

/** The body's lifecycle; -1 days is the protocol's word for "always", as is none. */
export function lifecycleIn({ body }: Call): { lifecycle?: Lifecycle } {
  const lifecycle = body.Lifecycle as Lifecycle | undefined;
  return lifecycle?.DeleteAfterDays === undefined || lifecycle.DeleteAfterDays < 1 ? {} : { lifecycle };
}

/** A map of texts of the body. */
export function textsIn({ body }: Call, name: string): Readonly<Record<string, string>> {
  return (body[name] ?? {}) as Record<string, string>;
}
