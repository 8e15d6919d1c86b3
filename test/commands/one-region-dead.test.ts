import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, expect, inject, test, vi } from 'vitest';
import type { JsonObject } from '../../twin/assembly/json.ts';
import { type RunOptions, run } from './support/run.ts';
import { FRANKFURT, openTwoRegions, PARIS, type TwoRegions } from './support/two-regions.ts';

// Each test starts several programs of its own, on a machine that may be busy.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 30_000 });

const OPERATIONS = 'permanence-production-operations';

/** Asks a person as the failover does, by a function that leaves the question in the table. */
const FAILOVER = {
  StartAt: 'Ask a person',
  States: {
    'Ask a person': {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: {
        FunctionName: 'ask',
        Payload: { run: '{% $states.context.Execution.Id %}', token: '{% $states.context.Task.Token %}' },
      },
      TimeoutSeconds: 600,
      End: true,
    },
  },
};

async function ask({ outside }: TwoRegions, _: string, { run: name, token }: JsonObject): Promise<void> {
  const until = new Date(Date.now() + 600_000).toISOString();
  const Item = {
    pk: { S: `APPROVAL#${name}` },
    sk: { S: 'APPROVAL' },
    token: { S: String(token) },
    region: { S: PARIS },
    until: { S: until },
    evidence: { S: '{"can_take_everything":true}' },
  };
  await outside.send(new PutItemCommand({ TableName: OPERATIONS, Item }));
}

let regions: TwoRegions;
const opened = async (): Promise<TwoRegions> => {
  regions = await openTwoRegions(inject('dynamodb'), { failover: FAILOVER, 'restore-test': FAILOVER }, ask);
  return regions;
};
afterEach(() => regions?.close());

const runbook = (words: string, options: RunOptions = {}) =>
  run('commands/runbook.ts', words.split(' '), { cwd: regions.folder, ...options });

const LOST = [
  ['killed', async () => regions.kill(PARIS)],
  ['isolated', async () => regions.isolate(PARIS)],
  ['silent', async () => regions.hang(PARIS)],
] as const;

test.each(LOST)('with Paris %s, leaving it is asked, shown and approved without naming a Region', async (_, lose) => {
  await opened();
  await lose();
  const started = await runbook('failover --leave paris --no-follow');
  expect(started.out).toContain('started in frankfurt (eu-central-1)');
  expect(started.code).toBe(0);
  await vi.waitFor(
    async () => expect((await runbook('approve failover --show')).out).toContain('whether to leave paris'),
    30_000,
  );
  const approved = await runbook('approve failover --by Ada');
  expect(approved.out).toContain('approved by Ada');
  expect(approved.err).toContain('frankfurt (eu-central-1) answers; paris (eu-west-3) does not answer');
  const status = await runbook('status failover --json');
  const { runs } = JSON.parse(status.out) as { runs: { region: string; status: string }[] };
  expect(runs).toMatchObject([{ region: FRANKFURT, status: 'SUCCEEDED' }]);
});

test('with Paris isolated, a refusal reaches the run', async () => {
  await opened();
  regions.isolate(PARIS);
  await runbook('failover --leave paris --no-follow');
  await vi.waitFor(
    async () => expect((await runbook('approve failover --refuse --by Ada')).out).toContain('refused by Ada'),
    30_000,
  );
  expect((await runbook('status failover --json')).out).toContain('FAILED');
});

test.each(LOST)(
  'with Paris %s, every other command goes to Frankfurt by itself, and waits a few seconds at most',
  async (_, lose) => {
    await opened();
    await lose();
    const options = { cwd: regions.folder };
    const ran = await Promise.all([
      run('commands/device.ts', ['list'], options),
      run('commands/slips.ts', ['stock', '--first', '1', '--last', '9', '--operator', `dead-${Date.now()}`], options),
      run('commands/secret.ts', ['list'], options),
      run('commands/signing-key.ts', ['list'], options),
      run('commands/morning.ts', [], options),
      run('commands/verify-evidence.ts', [], options),
      run('commands/export-chain.ts', ['--store', 'NONE', '--till', '1', '--out', 'none.jsonl'], options),
      runbook('report failover'),
    ]);
    for (const { err } of ran) expect(err).toContain('frankfurt (eu-central-1) answers');
    expect(ran.slice(0, 4).map(({ code }) => code)).toEqual([0, 0, 0, 0]);
  },
);

test('a Region that is named is the only one that is used', async () => {
  await opened();
  await regions.kill(PARIS);
  const { code, err } = await run('commands/device.ts', ['list', '--region', 'paris'], { cwd: regions.folder });
  expect(err).toContain('no Region answers for tables: paris (eu-west-3) does not answer');
  expect(code).toBe(1);
});

test('runs of both Regions are seen, and stopped, with one command', async () => {
  await opened();
  for (const region of ['paris', 'frankfurt']) await runbook(`restore-test --region ${region} --no-follow`);
  const { out } = await runbook('status restore-test');
  expect(out).toMatch(/RUNNING +paris \(eu-west-3\)/);
  expect(out).toMatch(/RUNNING +frankfurt \(eu-central-1\)/);
  const stopped = await runbook('stop restore-test');
  expect(stopped.out).toContain('stopped in paris');
  expect(stopped.out).toContain('stopped in frankfurt');
});

test('a report is found in the table though the Region of its run is lost', async () => {
  await opened();
  await runbook('failover --leave frankfurt --no-follow');
  const { runs } = JSON.parse((await runbook('status failover --json')).out) as { runs: { run: string }[] };
  const { createReports } = await import('../../lambdas/runs/reports.ts');
  const kept = { html: '<p>run</p>', json: '{"verdict":"good"}' };
  await createReports(regions.outside, OPERATIONS).keep('failover', runs[0]?.run ?? '', kept);
  await regions.kill(PARIS);
  const { out, code } = await runbook('report failover');
  expect(out).toContain('"verdict": "good"');
  expect(code).toBe(0);
});

test('a runbook that never ran says what that means and how it starts', async () => {
  await opened();
  const { out } = await runbook('status');
  expect(out).toContain('has not run yet in paris (eu-west-3) and frankfurt (eu-central-1)');
  expect(out).toContain('It starts by the alarm other-region-lost');
});

test('on AWS the other Region is asked too: one address, of which only Frankfurt answers', async () => {
  await opened();
  await regions.kill(PARIS);
  const { PERMANENCE_TWIN_DYNAMODB: _, ...variables } = regions.variables;
  const env = {
    ...variables,
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_ENDPOINT_URL_DYNAMODB: regions.link(FRANKFURT).url,
  };
  const started = await runbook('failover --leave paris --no-follow', { cwd: '/', env });
  expect(started.err).toContain('aws, production: frankfurt (eu-central-1) answers');
  expect((await runbook('status failover', { cwd: '/', env })).err).toContain(
    'runs of paris (eu-west-3) cannot be seen',
  );
});
