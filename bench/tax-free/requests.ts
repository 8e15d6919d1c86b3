import { sharedClient } from '../checkout/clients.ts';
import { countRequests } from '../checkout/counting.ts';
import { openDesk, type Tables } from './desk.ts';
import { createKiosk } from './kiosk.ts';
import { sellCoats } from './shop.ts';

/** The commands that a step sends to DynamoDB, in order. */
export interface StepCommands {
  requests: number;
  commands: string[];
}

/** One after the other, so that the form of one step is there for the next. */
const STEPS = [
  'quote',
  'issue_1_receipt',
  'issue_3_receipts',
  'customs_accepted_credit_sent',
  'credit_done',
  'customs_confirmed',
] as const;

type StepName = (typeof STEPS)[number];

/** Requests of each step of a form's usual way, counted at the SDK, after a form that warmed everything up. */
export async function measureRequests(tables: Tables): Promise<Record<StepName, StepCommands>> {
  const client = sharedClient();
  const desk = openDesk(client, tables);
  const kiosk = createKiosk(desk.taxFree, 'K1');
  const [first = '', single = '', ...three] = await sellCoats(client, tables.ledger, '901', 5);
  await kiosk.issue(first);
  let form = '';
  const steps: Record<StepName, () => Promise<unknown>> = {
    quote: () => kiosk.quote(single),
    issue_1_receipt: async () => {
      form = await kiosk.issue(single);
    },
    issue_3_receipts: () => kiosk.issue(...three),
    customs_accepted_credit_sent: () => desk.customsAccepted(form),
    credit_done: () => desk.creditDone(form),
    customs_confirmed: () => desk.customsConfirmed(form),
  };
  const take = countRequests(client);
  const counted: [StepName, StepCommands][] = [];
  for (const name of STEPS) {
    await steps[name]();
    const commands = take().requests;
    counted.push([name, { requests: commands.length, commands }]);
  }
  client.destroy();
  return Object.fromEntries(counted) as Record<StepName, StepCommands>;
}
