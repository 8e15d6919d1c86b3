import { defineConfig } from 'vitest/config';

/** Handlers and commands are tested against a real DynamoDB Local, started once; nothing else pays for it. */
export default defineConfig({
  test: {
    projects: [
      // A busy machine makes a test slow, not wrong: how long a test may take is no law.
      {
        test: {
          name: 'rest',
          include: ['test/**/*.test.ts'],
          exclude: ['test/lambdas/**', 'test/commands/**'],
          setupFiles: ['test/support/clock.ts'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'handlers',
          include: ['test/{lambdas,commands}/**/*.test.ts'],
          globalSetup: ['test/support/dynamodb.ts'],
          setupFiles: ['test/support/clock.ts'],
          testTimeout: 20_000,
        },
      },
    ],
  },
});
