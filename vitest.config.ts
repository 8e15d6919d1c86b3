import { defineConfig } from 'vitest/config';

/** Handlers are tested against a real DynamoDB Local, started once; nothing else pays for it. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'rest', include: ['test/**/*.test.ts'], exclude: ['test/lambdas/**'] } },
      {
        test: {
          name: 'handlers',
          include: ['test/lambdas/**/*.test.ts'],
          globalSetup: ['test/support/dynamodb.ts'],
          testTimeout: 20_000,
        },
      },
    ],
  },
});
