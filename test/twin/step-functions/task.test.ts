import { describe, expect, it } from 'vitest';
import { fail, late, never } from '../../support/state-machines/answers.ts';
import { oracle, run } from './support/machines.ts';

const sdk = (resource: string, Arguments: object = {}) => ({
  Call: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Arguments, End: true },
});

describe('a Task', () => {
  it('lambda:invoke gives the answer of the function as Payload', async () => {
    const { output, calls } = await run(
      { Ask: oracle({ Output: '{% $states.result %}' }) },
      {
        input: { n: 1 },
        answers: { oracle: { yes: true } },
      },
    );
    expect(output).toMatchObject({ ExecutedVersion: '$LATEST', Payload: { yes: true }, StatusCode: 200 });
    expect(calls).toEqual([{ resource: 'oracle', input: { n: 1 }, at: 0 }]);
  });

  it.each(['ClientContext', 'LogType', 'InvocationType'])('lambda:invoke does not ignore %s', async (name) => {
    const outcome = await run({ Ask: oracle({ Arguments: { FunctionName: 'oracle', [name]: 'x' } }) });
    expect(outcome).toMatchObject({ error: 'States.Runtime', cause: expect.stringContaining(`'${name}'`) });
  });

  it('with the ARN of a function gives its answer itself, and has events of its own', async () => {
    const Resource = 'arn:aws:lambda:eu-west-3:000000000000:function:oracle';
    const outcome = await run({ Ask: { Type: 'Task', Resource, End: true } }, { answers: { [Resource]: 'yes' } });
    expect(outcome.output).toBe('yes');
    expect(outcome.events.map(({ type }) => type).slice(1, 6)).toEqual([
      'TaskStateEntered',
      'LambdaFunctionScheduled',
      'LambdaFunctionStarted',
      'LambdaFunctionSucceeded',
      'TaskStateExited',
    ]);
  });

  it('a function that throws fails with the name of its error and the error as cause', async () => {
    const outcome = await run({ Ask: oracle() }, { answers: { oracle: fail('RunbookLocked', 'held by another run') } });
    expect(outcome.error).toBe('RunbookLocked');
    expect(JSON.parse(outcome.cause ?? '')).toMatchObject({ errorMessage: 'held by another run' });
  });

  it('aws-sdk calls any action, its answer being the result', async () => {
    const answers = { 'backup:describeRestoreJob': { Status: 'COMPLETED' } };
    const outcome = await run(sdk('aws-sdk:backup:describeRestoreJob', { RestoreJobId: 'j' }), { answers });
    expect(outcome.output).toEqual({ Status: 'COMPLETED' });
    expect(outcome.calls).toEqual([{ resource: 'backup:describeRestoreJob', input: { RestoreJobId: 'j' }, at: 0 }]);
  });

  it('dynamodb calls item actions, adds metadata and names errors DynamoDB', async () => {
    const call = (answer: unknown) => run(sdk('dynamodb:getItem'), { answers: { 'dynamodb:getItem': answer } });
    expect((await call({ Item: {} })).output).toMatchObject({ Item: {}, SdkHttpMetadata: { HttpStatusCode: 200 } });
    const error = fail('DynamoDb.ConditionalCheckFailedException');
    expect((await call(error)).error).toBe('DynamoDB.ConditionalCheckFailedException');
  });

  it('is given up after TimeoutSeconds, written or computed, each attempt for itself', async () => {
    const more = { TimeoutSeconds: '{% $states.input.limit %}', Retry: [{ ErrorEquals: ['States.Timeout'] }] };
    const outcome = await run({ Ask: oracle(more) }, { input: { limit: 5 }, answers: { oracle: [never, late(4, 1)] } });
    expect(outcome).toMatchObject({ status: 'SUCCEEDED', seconds: 10 });
  });

  it('that is given up fails with States.Timeout and no cause', async () => {
    const outcome = await run({ Ask: oracle({ TimeoutSeconds: 5 }) }, { answers: { oracle: never } });
    expect(outcome).toMatchObject({ error: 'States.Timeout', cause: undefined, seconds: 5 });
  });
});
