import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { run } from './support/run.ts';

vi.setConfig({ testTimeout: 60_000 });

/** All that a command sees of a running twin before it speaks with it: addresses, and something that listens there. */
const supervisor = createServer((socket) => void socket.destroy());
let port = 0;
beforeAll(() =>
  new Promise<void>((resolve) => supervisor.listen(0, '127.0.0.1', resolve)).then(() => {
    port = (supervisor.address() as { port: number }).port;
  }),
);
afterAll(() => void supervisor.close());

const empty = (): string => mkdtempSync(join(tmpdir(), 'nowhere-'));

function withTwin(of: number): string {
  const folder = empty();
  mkdirSync(join(folder, '.twin'));
  const address = `http://127.0.0.1:${of}`;
  const lines = [
    'AWS_REGION=eu-west-3',
    'AWS_ACCESS_KEY_ID=twin',
    'AWS_SECRET_ACCESS_KEY=twin',
    `AWS_ENDPOINT_URL_SFN=${address}`,
    `AWS_ENDPOINT_URL_KMS=${address}`,
    'PERMANENCE_ENVIRONMENT=production',
    `PERMANENCE_TWIN_DYNAMODB=eu-west-3=${address},eu-central-1=${address}`,
  ];
  writeFileSync(join(folder, '.twin/environment'), lines.join('\n'));
  return folder;
}

/** A home with credentials of AWS, as `aws configure` leaves them. */
function homeWithAws(): string {
  const home = empty();
  mkdirSync(join(home, '.aws'));
  writeFileSync(join(home, '.aws/credentials'), '[default]\naws_access_key_id=AKIAEXAMPLE\naws_secret_access_key=x\n');
  return home;
}

const EVERY = [
  ['device', ['list']],
  ['secret', ['list']],
  ['slips', ['stock', '--first', '1', '--last', '2']],
  ['signing-key', ['list']],
  ['morning', []],
  ['verify-evidence', []],
  ['export-chain', ['--store', 'AA', '--till', '1', '--out', 'chain.jsonl']],
  ['runbook', ['status']],
  ['runbook', ['restore-test']],
  ['runbook', ['clone-environment']],
] as const;

test.each(EVERY)('without a twin and without AWS, %s %j says so and what to do', async (command, words) => {
  const { code, err, out } = await run(`commands/${command}.ts`, words, { cwd: empty() });
  expect(err).toMatch(
    /^error: no twin runs here, and no AWS Region or credentials are set\. Start a twin \(npm start\)/,
  );
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(out).toBe('');
  expect(code).toBe(1);
});

test('what a twin left that is gone is no twin', async () => {
  const { code, err } = await run('commands/device.ts', ['list'], { cwd: withTwin(1) });
  expect(err).toContain('no twin runs here, and no AWS Region');
  expect(code).toBe(1);
});

test.each([
  ['a profile', { AWS_PROFILE: 'shop' }, []],
  ['keys', { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'x' }, []],
  ['a file in ~/.aws', { HOME: homeWithAws() }, []],
  ['an environment that is named', {}, ['--environment', 'production']],
])('with a twin that runs and %s of AWS, the command asks which is meant', async (_, env, words) => {
  for (const what of [['status'], ['restore-test']]) {
    const { code, err } = await run('commands/runbook.ts', [...what, ...words], { cwd: withTwin(port), env });
    expect(err).toMatch(/a twin runs here, and AWS is in reach .*--on twin, or --on aws/);
    expect(code).toBe(2);
  }
});

test('credentials in ~/.aws alone never make a restore test a simulated one: it goes to AWS, and nowhere else', async () => {
  const env = { HOME: homeWithAws(), AWS_ENDPOINT_URL: 'http://127.0.0.1:1' };
  const { code, err, out } = await run('commands/runbook.ts', ['restore-test', '--region', 'eu-west-3'], {
    cwd: empty(),
    env,
  });
  expect(err).toContain('no Region answers for tables: paris (eu-west-3) does not answer');
  expect(out).toBe('');
  expect(code).toBe(1);
});

test('the twin that is named is used though AWS is in reach, and AWS though a twin runs', async () => {
  const env = { AWS_PROFILE: 'shop', AWS_ENDPOINT_URL: 'http://127.0.0.1:1' };
  const cwd = withTwin(port);
  expect((await run('commands/device.ts', ['list', '--on', 'twin'], { cwd, env })).err).toContain('paris (eu-west-3)');
  const { err } = await run('commands/device.ts', ['list', '--on', 'aws'], { cwd, env });
  expect(err).toContain('AWS credentials could not be loaded. Set AWS_PROFILE');
});
