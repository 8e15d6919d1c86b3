import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Form } from '../../../api/generated/contract.ts';
import { isCancellationRequest, isFormRequest, isQuoteRequest } from '../../../api/generated/validators.mjs';

interface Answer {
  status: number;
  body: unknown;
}

const problem = (status: number, name: string): Answer => ({
  status,
  body: { type: `urn:permanence:problem:${name}`, title: name, status },
});

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString() || 'null');
}

/** The tax-free part of the contract, its bodies checked by the contract's own validators, behind two Regions on loopback. */
export class FormDesk {
  readonly #forms = new Map<string, Form>();
  readonly #changes = new EventEmitter();
  readonly #servers = new Map<string, ReturnType<typeof createServer>>();
  /** What arrived, as `region method path`. */
  readonly seen: string[] = [];
  /** Regions that take requests and never answer. */
  readonly silent = new Set<string>();

  async open(name: string): Promise<{ name: string; url: string }> {
    const server = createServer((request, response) => void this.#serve(name, request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.#servers.set(name, server);
    return { name, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  }

  /** The Region is gone, connections in use included. */
  async close(name: string): Promise<void> {
    const server = this.#servers.get(name);
    server?.closeAllConnections();
    if (server?.listening) await new Promise((resolve) => server.close(resolve));
  }

  async closeAll(): Promise<void> {
    for (const name of this.#servers.keys()) await this.close(name);
  }

  change(formId: string, state: string): Form {
    const form: Form = { formId, state, rest: 'waiting', revision: (this.#forms.get(formId)?.revision ?? 0) + 1 };
    this.#forms.set(formId, form);
    this.#changes.emit(formId);
    return form;
  }

  async #serve(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    this.seen.push(`${name} ${method} ${url}`);
    const body = await bodyOf(request);
    if (this.silent.has(name)) return;
    const { status, body: answer } = await this.#answer(method, new URL(url, 'http://desk'), body);
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    response.writeHead(status, { 'content-type': type }).end(JSON.stringify(answer));
  }

  async #answer(method: string, { pathname, searchParams }: URL, body: unknown): Promise<Answer> {
    const [, id = '', cancels] = /^\/v1\/tax-free\/forms\/(\w{22})(\/cancellation)?$/.exec(pathname) ?? [];
    if (`${method} ${pathname}` === 'POST /v1/tax-free/quotes')
      return isQuoteRequest(body)
        ? { status: 200, body: { eligible: true, excluded: [] } }
        : problem(400, 'invalid-request');
    if (cancels) {
      if (!isCancellationRequest(body)) return problem(400, 'invalid-request');
      return this.#forms.has(id) ? { status: 200, body: this.change(id, 'cancelled') } : problem(404, 'form-unknown');
    }
    if (method === 'PUT') {
      if (!isFormRequest(body)) return problem(400, 'invalid-request');
      const found = this.#forms.get(id);
      return found ? { status: 200, body: found } : { status: 201, body: this.change(id, 'issued') };
    }
    await this.#wait(id, searchParams);
    const form = this.#forms.get(id);
    return form ? { status: 200, body: form } : problem(404, 'form-unknown');
  }

  async #wait(id: string, query: URLSearchParams): Promise<void> {
    if (!query.has('wait') || this.#forms.get(id)?.revision !== Number(query.get('since'))) return;
    const signal = AbortSignal.timeout(Number(query.get('wait')) * 1000);
    await once(this.#changes, id, { signal }).catch(() => undefined);
  }
}
