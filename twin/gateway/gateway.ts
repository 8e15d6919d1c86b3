import type { IncomingMessage, ServerResponse } from 'node:http';
import createRouter from 'find-my-way';
import { bodyOf, type Listening, listen } from '../http.ts';
import type { LambdaService } from '../lambda/service.ts';
import { Authorizers } from './authorizer.ts';
import { type Call, callOf } from './call.ts';
import { type Route, routesOf } from './document.ts';
import { type Origin, proxyEvent } from './event.ts';
import { type Refusal, render } from './gateway-responses.ts';
import { type ProxyAnswer, proxyAnswer, within } from './integration.ts';
import { type Throttle, throttleOf } from './throttle.ts';
import { type Validator, validatorsOf } from './validation.ts';

/** The largest body a REST API takes. */
const BODY_LIMIT_BYTES = 10 * 1024 * 1024;
/** The largest event that Lambda takes: "Request must be smaller than 6291456 bytes for the InvokeFunction operation". */
const EVENT_LIMIT_BYTES = 6 * 1024 * 1024;
/** Longer than any path parameter of the contract, which the router would otherwise cut at 100. */
const PARAMETER_LIMIT = 2_048;

interface Served {
  readonly route: Route;
  readonly validate: Validator;
}

/** Where names of the hosted zone lead to. */
export interface NamedPlace {
  readonly address: string;
  readonly port: number;
}

/**
 * Serves a REST API as API Gateway would, at the root of `http://127.0.0.1:<port>`, as behind a custom domain.
 * @param named where it also takes what comes by name
 */
export async function serveApi(
  origin: Origin,
  lambda: LambdaService,
  port: number,
  named?: NamedPlace,
): Promise<Listening> {
  const gateway = new Gateway(origin, lambda);
  const handle = (request: IncomingMessage, response: ServerResponse) => gateway.serve(request, response);
  const byName = named && (await listen(named.port, handle, named.address));
  const direct = await listen(port, handle);
  return {
    ...direct,
    close: async () => {
      await Promise.all([direct.close(), byName?.close()]);
    },
  };
}

class Gateway {
  readonly #origin: Origin;
  readonly #lambda: LambdaService;
  readonly #authorizers: Authorizers;
  readonly #mayPass: Throttle;
  readonly #router = createRouter({ maxParamLength: PARAMETER_LIMIT });

  constructor(origin: Origin, lambda: LambdaService) {
    this.#origin = origin;
    this.#lambda = lambda;
    this.#authorizers = new Authorizers(origin, lambda);
    this.#mayPass = throttleOf(origin.api.throttle);
    const validatorOf = validatorsOf(origin.api.document);
    for (const route of routesOf(origin.api.document)) {
      const served: Served = { route, validate: validatorOf(route) };
      const path = route.resource.replace(/\{\w+\+\}/g, '*').replace(/\{(\w+)\}/g, ':$1');
      this.#router.on(route.method as 'GET', path, () => undefined, served);
    }
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = callOf(request);
    try {
      const answer = await this.#answer(call, request);
      this.#send(response, call, 'type' in answer ? this.#rendered(answer, call) : answer);
    } catch (error) {
      console.error(`${call.method} ${call.rawPath}`, error);
      this.#send(response, call, this.#rendered({ type: 'API_CONFIGURATION_ERROR' }, call));
    }
  }

  async #answer(bare: Call, request: IncomingMessage): Promise<ProxyAnswer | Refusal> {
    if (!this.#mayPass(bare.at.getTime())) return { type: 'THROTTLED' };
    if (!bare.headers.has('host')) return { type: 'BAD_REQUEST_PARAMETERS', message: 'Missing Host header' };
    if (!isDecodable(bare.rawPath)) return { type: 'BAD_REQUEST_PARAMETERS', message: 'The path cannot be decoded' };
    const found = this.#router.find(bare.method as 'GET', bare.rawPath);
    if (!found) return { type: 'MISSING_AUTHENTICATION_TOKEN' };
    const { route, validate } = found.store as Served;
    const body = await bodyOf(request, BODY_LIMIT_BYTES);
    if (!body) return { type: 'REQUEST_TOO_LARGE' };
    const call: Call = { ...bare, path: parametersOf(found.params), body: body.toString('utf8') };
    const authorization = route.authorizer && (await this.#authorizers.authorize(route.authorizer, route, call));
    if (authorization && 'refusal' in authorization) return authorization.refusal;
    const refusal = validate(call);
    if (refusal) return refusal;
    const event = JSON.stringify(proxyEvent(this.#origin, route, call, authorization?.context));
    if (Buffer.byteLength(event) > EVENT_LIMIT_BYTES) return { type: 'REQUEST_TOO_LARGE' };
    const outcome = this.#lambda.invoke(route.functionName, event);
    return proxyAnswer(await within(outcome, route.timeoutMs));
  }

  #rendered(refusal: Refusal, call: Call): ProxyAnswer {
    const { api } = this.#origin;
    const context = {
      requestId: call.requestId,
      extendedRequestId: call.requestId,
      httpMethod: call.method,
      path: call.rawPath,
      stage: api.stage,
      apiId: api.id,
      'identity.sourceIp': call.sourceIp,
    };
    const { body, ...rest } = render(api.document, refusal, context);
    return { ...rest, body: Buffer.from(body) };
  }

  #send(response: ServerResponse, { requestId }: Call, { status, headers, body }: ProxyAnswer): void {
    response.writeHead(status, { ...headers, 'x-amzn-requestid': requestId, 'content-length': body.length });
    response.end(body);
  }
}

/** Whether every percent sign begins an escape, and the escapes are UTF-8. */
function isDecodable(path: string): boolean {
  try {
    return decodeURIComponent(path) !== undefined;
  } catch {
    return false;
  }
}

function parametersOf(params: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name === '*' ? 'proxy' : name, value ?? '']),
  );
}
