import { accountOf } from '../../lambdas/shared/acquirer/account.ts';
import { changed, decisions, WELL_BEHAVED } from '../simulator/behaviour.ts';
import { createOutbox } from '../simulator/outbox.ts';
import type { Simulator } from '../simulator/process.ts';
import { openRecords } from '../simulator/records.ts';
import { type Answer, type Exposed, type Request, serve } from '../simulator/serve.ts';
import { Bank, type MoneyRequest } from './bank.ts';
import { ACQUIRER_SECRETS, type AcquirerOptions } from './options.ts';
import { type AcquirerRecord, movementsOf } from './records.ts';

const ok = (body: unknown): Answer => ({ status: 200, body });

const UNAUTHORIZED: Answer = {
  status: 401,
  body: { status: 401, errorCode: '000', message: 'HTTP Status Response - Unauthorized', errorType: 'security' },
};

interface Wire {
  merchantAccount?: string;
  reference?: string;
  amount?: { value?: number; currency?: string };
  selectedRecurringDetailReference?: string;
  paymentMethod?: { storedPaymentMethodId?: string };
}

function moneyRequest(does: 'credit' | 'debit', { headers, body }: Request, wire: Wire): MoneyRequest {
  const card = does === 'credit' ? wire.selectedRecurringDetailReference : wire.paymentMethod?.storedPaymentMethodId;
  return {
    does,
    key: String(headers['idempotency-key'] ?? ''),
    reference: wire.reference ?? '',
    card: card ?? '',
    amount: wire.amount?.value ?? 0,
    currency: wire.amount?.currency ?? '',
    body,
  };
}

/** Serves the acquirer's payouts and payments as its library asks for them, and the drill's own ways to control it. */
export async function serveAcquirer(options: AcquirerOptions): Promise<Simulator> {
  const { file, port = 0, seed = 'acquirer', webhooks = [], secrets = ACQUIRER_SECRETS } = options;
  const { keyLife_ms = Number.POSITIVE_INFINITY } = options;
  let behaviour = changed(WELL_BEHAVED, { ...options.behaviour });
  let requests = 0;
  const records = openRecords<AcquirerRecord>(file);
  const decide = decisions(seed, () => behaviour);
  const outbox = createOutbox(decide, webhooks);
  const account = accountOf(secrets.acquirer);
  const { apiKey, merchantAccount } = account;
  const bank = new Bank({ records, decide, outbox, account }, keyLife_ms);

  const money =
    (does: 'credit' | 'debit') =>
    (request: Request): Answer | Exposed => {
      const wire = JSON.parse(request.body) as Wire;
      if (request.headers['x-api-key'] !== apiKey || wire.merchantAccount !== merchantAccount) return UNAUTHORIZED;
      const asked = moneyRequest(does, request, wire);
      requests += 1;
      return { about: `${asked.key}/${requests}`, take: () => bank.take(asked) };
    };

  const routes: Record<string, (request: Request) => Answer | Exposed> = {
    'POST /pal/servlet/Payout/v68/payout': money('credit'),
    'POST /v72/payments': money('debit'),
    'GET /control/records': () => ok(records.all),
    'GET /control/movements': () => ok(movementsOf(records.all)),
    'GET /control/waiting': () => ok(outbox.waiting),
    'POST /control/behaviour': ({ body }) => {
      behaviour = changed(behaviour, JSON.parse(body));
      return ok(behaviour);
    },
    'POST /control/webhooks': ({ body }) => {
      outbox.urls = JSON.parse(body) as string[];
      return ok(outbox.urls);
    },
    'POST /control/reverse': ({ body }) => ok(bank.reverse((JSON.parse(body) as { key: string }).key)),
  };
  const unknown = (): Answer => ({ status: 404, body: { status: 404, message: 'no such address' } });
  const server = await serve(port, decide, (request) => (routes[request.route] ?? unknown)(request));
  bank.resume();
  return {
    url: server.url,
    async stop() {
      outbox.close();
      await server.close();
    },
  };
}
