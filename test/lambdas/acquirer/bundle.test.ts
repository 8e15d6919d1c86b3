import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import type * as Adapter from '../../../lambdas/shared/acquirer/acquirer.ts';
import type { MoneyAttempt } from '../../../lambdas/shared/form-work/ports.ts';
import { bundleEntry } from '../../../scripts/bundle.ts';
import { listen } from '../../../twin/http.ts';
import { sampleCard } from '../../support/outside-worlds.ts';

/** Only a credit's part of the library, well below a debit's: what a handler reads before its first credit. */
const MOST_BYTES_AT_START = 10_000;

it('bundled as it is deployed, the library credits and debits, and is not read before it is needed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'acquirer-'));
  const { startBytes } = await bundleEntry('lambdas/shared/acquirer/acquirer.ts', folder);
  expect(startBytes).toBeLessThan(MOST_BYTES_AT_START);
  const { createAcquirer } = (await import(pathToFileURL(join(folder, 'index.mjs')).href)) as typeof Adapter;
  const asked: string[] = [];
  const server = await listen(0, (request, response) => {
    asked.push(request.url ?? '');
    response.end(JSON.stringify({ pspReference: 'PSP', resultCode: 'Received' }));
  });
  const account = async () => ({ apiKey: 'k', merchantAccount: 'm', hmacKey: 'aa' });
  const acquirer = createAcquirer({ url: server.url, account });
  const attempt: MoneyAttempt = {
    key: 'detaxe:F:credit:1',
    kind: 'credit',
    formId: 'F',
    amount: 1,
    card: sampleCard,
    intendedAt: new Date().toISOString(),
  };
  await acquirer.credit(attempt);
  await acquirer.debit({ ...attempt, kind: 'debit', key: 'detaxe:F:debit:1' });
  await server.close();
  expect(asked).toEqual(['/pal/servlet/Payout/v68/payout', '/v72/payments']);
});
