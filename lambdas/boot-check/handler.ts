import { readEnvironment } from '../shared/environment.ts';
import { unsealByKms } from '../shared/kms.ts';
import { createBootCheck } from './boot-check.ts';
import { BOOT_CHECK_ENVIRONMENT } from './environment.ts';

export const handler = createBootCheck({
  environment: readEnvironment(BOOT_CHECK_ENVIRONMENT, process.env),
  unseal: unsealByKms,
  region: process.env.AWS_REGION ?? '',
  now: () => new Date(),
});
