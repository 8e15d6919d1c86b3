import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callServiceThroughSdk } from '../../../twin/step-functions/sdk/call-service.ts';

interface Seen {
  readonly path: string;
  readonly body: Record<string, unknown>;
}

let server: Server;
let seen: Seen[];
let answer: { status: number; body: object };

beforeEach(async () => {
  seen = [];
  answer = { status: 200, body: {} };
  server = createServer(async (request, response) => {
    const text = Buffer.concat((await request.toArray()) as Buffer[]).toString();
    seen.push({ path: request.url ?? '', body: JSON.parse(text || '{}') });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function call(service: string, action: string, input: object, port = (server.address() as AddressInfo).port) {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const options = { region: 'eu-west-3', endpoint: `http://127.0.0.1:${port}`, credentials, maxAttempts: 1 };
  return callServiceThroughSdk(() => options)(service, action, input as never);
}

describe('a service called through the SDK', () => {
  it('gets members in PascalCase and times as ISO 8601, whatever the SDK takes', async () => {
    await call('dynamodb', 'restoreTableToPointInTime', {
      SourceTableName: 'ledger',
      TargetTableName: 'restored',
      RestoreDateTime: '2026-11-24T00:00:00Z',
    });
    expect(seen[0]?.body).toMatchObject({ TargetTableName: 'restored', RestoreDateTime: 1795478400 });
    await call('sfn', 'startExecution', { StateMachineArn: 'arn', Input: '{}' });
    expect(seen[1]?.body).toEqual({ stateMachineArn: 'arn', input: '{}' });
  });

  it('answers in PascalCase, with times as ISO 8601 and bytes as base64', async () => {
    answer.body = { RestoreJobId: 'j', CreationDate: 1700000000.5 };
    expect(await call('backup', 'describeRestoreJob', { RestoreJobId: 'j' })).toEqual({
      RestoreJobId: 'j',
      CreationDate: '2023-11-14T22:13:20.500Z',
    });
    answer.body = { Item: { entry: { B: 'AQI=' }, taken_at: { S: 'then' } } };
    const Key = { pk: { B: 'AQI=' } };
    expect(await call('dynamodb', 'getItem', { TableName: 'ledger', Key })).toEqual(answer.body);
    expect(seen[1]?.body).toMatchObject({ Key });
    answer.body = { executionArn: 'arn', startDate: 1700000000 };
    const started = await call('sfn', 'startExecution', { StateMachineArn: 'arn' });
    expect(started).toEqual({ ExecutionArn: 'arn', StartDate: '2023-11-14T22:13:20.000Z' });
  });

  it.each([
    ['dynamodb', 'describeTable', 'ResourceNotFoundException', 'DynamoDb.ResourceNotFoundException'],
    ['dynamodb', 'describeTable', 'ValidationException', 'DynamoDb.DynamoDbException'],
    ['sfn', 'listActivities', 'InvalidToken', 'Sfn.InvalidTokenException'],
  ])(
    '%s %s that answers %s is a failure called %s',
    async (service, action, type, error) => {
      answer = { status: 400, body: { __type: type, message: 'said why' } };
      await expect(call(service, action, service === 'sfn' ? {} : { TableName: 'table' })).rejects.toMatchObject({
        error,
      });
    },
    10_000,
  );

  it('that does not answer fails with SdkClientException', async () => {
    const port = (server.address() as AddressInfo).port;
    await new Promise((resolve) => server.close(resolve));
    const error = 'Backup.SdkClientException';
    await expect(call('backup', 'listBackupVaults', {}, port)).rejects.toMatchObject({ error });
  });

  it.each([
    ['s3', 'getObject', {}, "The service 's3' is not run here"],
    ['backup', 'flyAway', {}, 'no FlyAwayCommand'],
    ['backup', 'describeRestoreJob', { JobId: 'j' }, "The field 'JobId' is not supported"],
  ])('%s %s with %j is refused by name', async (service, action, input, reason) => {
    await expect(call(service, action, input)).rejects.toMatchObject({
      error: 'States.Runtime',
      reason: expect.stringContaining(reason),
    });
  });
});
