import { type Json, type JsonObject, objectOf } from '../assembly/json.ts';
import type { LambdaService } from '../lambda/service.ts';
import type { Call } from './call.ts';
import type { AuthorizerPlan, Route } from './document.ts';
import { authorizerEvent, methodArn, type Origin } from './event.ts';
import type { Refusal } from './gateway-responses.ts';
import { evaluate } from './policy.ts';

/** What the function behind may know of the caller, or why the call is refused. */
export type Authorization = { readonly context: JsonObject } | { readonly refusal: Refusal };

interface Kept {
  readonly untilMs: number;
  readonly answer: JsonObject;
}

/** Answers kept at once; the oldest goes when there are more. */
const CACHE_LIMIT = 10_000;

/** The Lambda authorizers of one API, with their cache. */
export class Authorizers {
  readonly #origin: Origin;
  readonly #lambda: LambdaService;
  readonly #kept = new Map<string, Kept>();

  constructor(origin: Origin, lambda: LambdaService) {
    this.#origin = origin;
    this.#lambda = lambda;
  }

  /** Lets a call pass or refuses it. A call without its identity headers is refused without asking anybody. */
  async authorize(plan: AuthorizerPlan, route: Route, call: Call): Promise<Authorization> {
    const identity = plan.identityHeaders.map((name) => call.headers.get(name)?.[0]?.value);
    if (identity.some((value) => !value)) return refuse('UNAUTHORIZED');
    const key = JSON.stringify([plan.name, ...identity]);
    const kept = this.#kept.get(key);
    if (kept && kept.untilMs > call.at.getTime()) return this.#judge(kept.answer, call);
    const outcome = await this.#lambda.invoke(
      plan.functionName,
      JSON.stringify(authorizerEvent(this.#origin, route, call)),
    );
    if (outcome.kind !== 'answered') return refuse(saysUnauthorized(outcome) ? 'UNAUTHORIZED' : 'AUTHORIZER_FAILURE');
    const answer = objectOf(JSON.parse(outcome.payload));
    this.#keep(key, answer, call.at.getTime() + plan.ttlSeconds * 1000);
    return this.#judge(answer, call);
  }

  #judge(answer: JsonObject, call: Call): Authorization {
    const values = Object.entries(objectOf(answer.context));
    if (typeof answer.principalId !== 'string' || values.some(([, value]) => typeof value === 'object'))
      return refuse('AUTHORIZER_CONFIGURATION_ERROR');
    const verdict = evaluate(answer.policyDocument, methodArn(this.#origin, call));
    if (verdict === 'denied')
      return refuse('ACCESS_DENIED', 'User is not authorized to access this resource with an explicit deny');
    if (verdict === 'not-allowed') return refuse('ACCESS_DENIED');
    return { context: { ...asText(values), principalId: answer.principalId } };
  }

  #keep(key: string, answer: JsonObject, untilMs: number): void {
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= CACHE_LIMIT && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.delete(key);
    this.#kept.set(key, { untilMs, answer });
  }
}

function refuse(type: Refusal['type'], message?: string): Authorization {
  return { refusal: { type, ...(message === undefined ? {} : { message }) } };
}

/** An authorizer that fails with exactly this word means 401, by convention of API Gateway. */
function saysUnauthorized(outcome: { kind: string; payload?: string }): boolean {
  return outcome.kind === 'failed' && objectOf(JSON.parse(outcome.payload ?? '{}')).errorMessage === 'Unauthorized';
}

/** API Gateway hands every context value on as text. */
function asText(values: readonly (readonly [string, Json])[]): JsonObject {
  return Object.fromEntries(values.map(([name, value]) => [name, String(value)]));
}
