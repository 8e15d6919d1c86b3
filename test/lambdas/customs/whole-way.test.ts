import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject, it } from 'vitest';
import { createAcquirerNotifications } from '../../../lambdas/acquirer-notifications/acquirer-notifications.ts';
import { createCustomsMessages } from '../../../lambdas/customs-messages/customs-messages.ts';
import { advance } from '../../../lambdas/shared/form-work/advance.ts';
import { sealPersonal } from '../../../lambdas/shared/form-work/field-cipher.ts';
import { createFormWork, type FormWork } from '../../../lambdas/shared/form-work/form-work.ts';
import { outsideWorlds } from '../../../lambdas/shared/outside-worlds.ts';
import type { Secrets } from '../../../lambdas/shared/sealed.ts';
import { ACQUIRER_SECRETS } from '../../../twin/acquirer/options.ts';
import { serveAcquirer } from '../../../twin/acquirer/serve-acquirer.ts';
import { acquirerWorld } from '../../../twin/acquirer/start-acquirer.ts';
import { CUSTOMS_SECRETS } from '../../../twin/customs/options.ts';
import { serveCustoms } from '../../../twin/customs/serve-customs.ts';
import { customsWorld } from '../../../twin/customs/start-customs.ts';
import { bodyOf, listen } from '../../../twin/http.ts';
import type { Behaviour } from '../../../twin/simulator/behaviour.ts';
import { apiEvent } from '../../support/events.ts';
import { sampleCard, sampleContent, samplePersonal } from '../../support/outside-worlds.ts';
import { createTable, outsideClient } from '../../support/tables.ts';
import { eventually } from '../../twin/support/receiver.ts';

const FORMS = 20;

const ROUGH: Partial<Behaviour> = {
  result: [0, 50],
  dropAnswer: 0.3,
  loseWebhook: 0.2,
  loseAcknowledgement: 0.2,
  doubleWebhook: 0.3,
};

const closers: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closers.splice(0)) await close();
});

const FIELD_KEY = { id: 'test', key: new Uint8Array(32).fill(7) };

const secrets: Secrets = {
  text: async (name) => ({ ...CUSTOMS_SECRETS, ...ACQUIRER_SECRETS, 'synthetic-store': '[]' })[name],
  fieldKey: async () => FIELD_KEY,
  fieldKeyOf: async () => FIELD_KEY,
  refresh: async () => {},
};

/** Both webhooks behind one address, as a Region's gateway has them. */
async function gateway(work: FormWork): Promise<string> {
  const own = { work, secrets, log: () => {} };
  const [customs, acquirer] = [createCustomsMessages(own), createAcquirerNotifications(own)];
  const server = await listen(0, async (request, response) => {
    const path = request.url ?? '';
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const event = apiEvent('POST', path, { body: String(await bodyOf(request)), headers });
    const { statusCode, body } = await (path.includes('customs') ? customs : acquirer)(event);
    response.writeHead(statusCode).end(body);
  });
  closers.push(server.close);
  return server.url;
}

async function start() {
  const folder = mkdtempSync(join(tmpdir(), 'whole-way-'));
  const customs = customsWorld(await serveCustoms({ file: join(folder, 'customs'), seed: 's', behaviour: ROUGH }));
  const acquirer = acquirerWorld(await serveAcquirer({ file: join(folder, 'acquirer'), seed: 's', behaviour: ROUGH }));
  closers.push(customs.stop, acquirer.stop);
  const client = outsideClient(inject('dynamodb'));
  const [LEDGER_TABLE, TAX_FREE_TABLE] = [await createTable(client, 'ledger'), await createTable(client, 'tax-free')];
  const environment = { LEDGER_TABLE, TAX_FREE_TABLE, OPERATOR: 'typical' };
  const worlds = outsideWorlds({ CUSTOMS_URL: customs.url, ACQUIRER_URL: acquirer.url }, secrets);
  const work = createFormWork({ client, environment, keys: secrets, ...worlds, report: () => {} });
  const urls = [await gateway(work), await gateway(work)];
  await customs.webhooks(urls);
  await acquirer.webhooks(urls);
  return { customs, acquirer, work };
}

async function issue(work: FormWork): Promise<string> {
  const content = sampleContent();
  const personal = sealPersonal(FIELD_KEY, content.formId, samplePersonal);
  const issued = { content, personal, fingerprint: 'f', card: sampleCard };
  const { form } = await work.forms.issue(issued, { at: new Date(), step: work.newId() });
  if (form !== undefined) await advance(form, work);
  return content.formId;
}

it('through lost answers and messages told twice, each form is credited once and customs agree', async () => {
  const { customs, acquirer, work } = await start();
  const ids = await Promise.all(Array.from({ length: FORMS }, () => issue(work)));
  const allAre = (state: string) => async () =>
    (await Promise.all(ids.map((id) => work.forms.read(id)))).every((form) => form?.state === state);
  await eventually(allAre('credited'));
  const movements = await acquirer.movements();
  expect(movements.map(({ key }) => key).sort()).toEqual(ids.map((id) => `detaxe:${id}:credit:1`).sort());
  expect(new Set(movements.map(({ amount }) => amount))).toEqual(new Set([14_400]));
  expect((await customs.forms()).map(({ formId, normal }) => normal === `FR${formId}`)).toEqual(ids.map(() => true));
  expect(await customs.nightly({ confirm: 'all' })).toBe(FORMS);
  await eventually(allAre('validated'));
  await eventually(async () => (await customs.waiting()) + (await acquirer.waiting()) === 0);
  expect(await acquirer.movements()).toHaveLength(FORMS);
});
