import { changed, decisions, WELL_BEHAVED } from '../simulator/behaviour.ts';
import { createOutbox } from '../simulator/outbox.ts';
import type { Simulator } from '../simulator/process.ts';
import { openRecords } from '../simulator/records.ts';
import { type Answer, type Exposed, type Request, serve } from '../simulator/serve.ts';
import type { Incoming } from './judgement.ts';
import { CustomsOffice } from './office.ts';
import { CUSTOMS_SECRETS, type CustomsOptions } from './options.ts';
import { type CustomsRecord, formsOf } from './records.ts';
import { tokenEndpoint } from './tokens.ts';

const ok = (body: unknown): Answer => ({ status: 200, body });

/** Serves the gateway to customs: tokens, messages, and the drill's own ways to control it and to look at its records. */
export async function serveCustoms(options: CustomsOptions): Promise<Simulator> {
  const { file, port = 0, seed = 'customs', webhooks = [], secrets = CUSTOMS_SECRETS } = options;
  let behaviour = changed(WELL_BEHAVED, { ...options.behaviour });
  let messages = 0;
  const records = openRecords<CustomsRecord>(file);
  const decide = decisions(seed, () => behaviour);
  const outbox = createOutbox(decide, webhooks);
  const tokens = tokenEndpoint(JSON.parse(secrets['customs-client']));
  const office = new CustomsOffice({ records, decide, outbox, webhookSecret: secrets['customs-webhook'] });

  function message(request: Request): Answer | Exposed {
    if (!tokens.isValid(request)) return { status: 401, body: { error: 'invalid_token' } };
    const incoming = JSON.parse(request.body) as Incoming;
    messages += 1;
    return { about: `${incoming.messageId}/${messages}`, take: () => office.take(incoming) };
  }

  const routes: Record<string, (request: Request) => Answer | Exposed> = {
    'POST /oauth2/token': (request) => tokens.issue(request),
    'POST /pablo/v2/messages': message,
    'GET /control/records': () => ok(records.all),
    'GET /control/forms': () => ok([...formsOf(records.all).values()]),
    'GET /control/waiting': () => ok(outbox.waiting),
    'POST /control/behaviour': ({ body }) => {
      behaviour = changed(behaviour, JSON.parse(body));
      return ok(behaviour);
    },
    'POST /control/webhooks': ({ body }) => {
      outbox.urls = JSON.parse(body) as string[];
      return ok(outbox.urls);
    },
    'POST /control/nightly': ({ body }) => ok(office.nightly(JSON.parse(body))),
    'POST /control/revoke-tokens': () => {
      tokens.revoke();
      return ok({});
    },
  };
  const unknown = (): Answer => ({ status: 404, body: { message: 'no such address' } });
  const server = await serve(port, decide, (request) => (routes[request.route] ?? unknown)(request));
  office.resume();
  return {
    url: server.url,
    async stop() {
      outbox.close();
      await server.close();
    },
  };
}
