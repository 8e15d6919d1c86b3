import { expect, test } from 'vitest';
import { afterwards } from '../../../lambdas/shared/passing.ts';

const failed = (name: string, more: object = {}): Error => Object.assign(new Error('no'), { name, ...more });

test.each([
  failed('ProvisionedThroughputExceededException'),
  failed('ReplicatedWriteConflictException'),
  failed('TimeoutError'),
  failed('AbortError'),
  failed('Error', { code: 'ECONNRESET' }),
  failed('InternalServerError', { $metadata: { httpStatusCode: 500 } }),
])('what passes by itself is to be asked again: $name', (error) => {
  expect(afterwards(error)).toMatchObject({ name: 'OutcomeUnknown', cause: error });
});

test.each([
  failed('AccessDeniedException', { $metadata: { httpStatusCode: 400 } }),
  failed('TypeError', { code: 'ERR_INVALID_ARG_TYPE' }),
  failed('DataError', { code: 0 }),
])('what would fail again stays what it is: $name', (error) => {
  expect(afterwards(error)).toBe(error);
});
