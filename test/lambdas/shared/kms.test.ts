import { expect, it } from 'vitest';
import { REQUEST_PATIENCE } from '../../../lambdas/shared/deadline.ts';
import { unsealByKms } from '../../../lambdas/shared/kms.ts';
import { silentPort } from '../../support/silence.ts';

it('a KMS that never answers does not hold a till longer than the database may', async () => {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_KMS: `http://127.0.0.1:${await silentPort()}`,
    AWS_REGION: 'eu-west-3',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
  await import('@aws-sdk/client-kms');
  const started = performance.now();
  await expect(unsealByKms(Buffer.from('sealed'), {})).rejects.toThrow();
  expect(performance.now() - started).toBeLessThan(REQUEST_PATIENCE.total_ms);
});
