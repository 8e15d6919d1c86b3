import { createSocket } from 'node:dgram';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { serveAcquirer } from '../../twin/acquirer/serve-acquirer.ts';
import { serveRegions } from '../../twin/backup/serve.ts';
import { fencedTables } from '../../twin/cloudformation/fence.ts';
import { serveCloudFormation } from '../../twin/cloudformation/serve-cloudformation.ts';
import { serveCustoms } from '../../twin/customs/serve-customs.ts';
import { NEXT_DOOR } from '../../twin/dynamodb/distance.ts';
import { InFlightWrites } from '../../twin/dynamodb/in-flight.ts';
import { openLink } from '../../twin/dynamodb/link.ts';
import { listen } from '../../twin/http.ts';
import { serveKms } from '../../twin/kms/server.ts';
import { serveRuntimeApi } from '../../twin/lambda/runtime-api.ts';
import { serveNames } from '../../twin/route53/name-server.ts';
import { serveStepFunctions } from '../../twin/step-functions/wire/serve.ts';
import { serveMachinesFront } from '../../twin/supervisor/machines-front.ts';
import { api } from './support/api.ts';
import { answerIn, ODD_REQUESTS, reachable, sendRaw } from './support/raw.ts';

/** Where nothing answers. */
const NOWHERE = 'http://127.0.0.1:9';

const nobody = () => Promise.reject(new Error('nothing is called here'));
const tasks = { invokeFunction: nobody, callService: nobody };

/** They break connections where there is nothing behind them, as the network would. */
const BREAKING = new Set(['link to DynamoDB', 'front of the machines']);

const portOf = (address: string): number => Number(/:(\d+)$/.exec(address)?.[1]);
const file = (name: string): string => join(mkdtempSync(join(tmpdir(), 'odd-')), name);
const quiet = {
  ready: () => undefined,
  answered: () => undefined,
  failed: () => undefined,
  initFailed: () => undefined,
};

async function servers(): Promise<[name: string, port: number][]> {
  const link = {
    region: 'eu-west-3',
    endpoint: NOWHERE,
    tables: [],
    inFlight: new InFlightWrites(),
    distance: NEXT_DOOR,
    seed: 'odd',
  };
  const throwing = (request: { url?: string | undefined }) => {
    throw new Error(`a handler that throws on ${request.url?.length} characters`);
  };
  return [
    ['gateway', portOf((await api()).url)],
    ['a handler that throws', (await listen(0, throwing)).port],
    ['AWS Backup', (await serveRegions(new Map(), 0)).port],
    ['KMS', (await serveKms(new Map())).port],
    ['CloudFormation', portOf((await serveCloudFormation({ regions: [], assets: new Map(), launch: nobody })).url)],
    ["a clone's fence", (await fencedTables(NOWHERE, new Set())).port],
    ['link to DynamoDB', portOf((await openLink(link)).url)],
    ['acquirer', portOf((await serveAcquirer({ file: file('acquirer') })).url)],
    ['customs', portOf((await serveCustoms({ file: file('customs') })).url)],
    ['front of the machines', portOf((await serveMachinesFront()).url)],
    ['Step Functions', portOf((await serveStepFunctions({ tasks })).url)],
    ['Runtime API', portOf((await serveRuntimeApi(quiet)).address)],
  ];
}

describe('no input ends a server of the twin', () => {
  let all: [name: string, port: number][] = [];
  beforeEach(async () => {
    all = await servers();
  });

  /** Whether it still takes connections and answers, or breaks them as the network would. */
  const alive = async (): Promise<void> => {
    for (const [name, port] of all) {
      const got = await sendRaw(port, 'POST /nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}');
      if (!BREAKING.has(name)) expect(answerIn(got).status, name).toBeGreaterThanOrEqual(200);
      else await expect(reachable(port), name).resolves.toBe(true);
    }
  };

  test('neither by requests at the edges of HTTP, nor by none', { timeout: 120_000 }, async () => {
    await Promise.all(all.map(([, port]) => Promise.all(ODD_REQUESTS.map((odd) => sendRaw(port, odd)))));
    await alive();
  });

  test('nor by any bytes', { timeout: 120_000 }, async () => {
    const word = fc.constantFrom(
      'GET ',
      'POST ',
      '/',
      '//[',
      '%',
      ' HTTP/1.1\r\n',
      'Host: x\r\n',
      '\r\n',
      '?',
      ':',
      '{',
      '[',
    );
    const bytes = fc
      .array(fc.oneof(word, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 12 })
      .map((parts) => Buffer.from(parts.join(''), 'utf8'));
    await fc.assert(
      fc.asyncProperty(bytes, async (sent) => {
        await Promise.all(all.map(([, port]) => sendRaw(port, sent)));
      }),
      { numRuns: 60 },
    );
    await alive();
  });
});

describe('the name server', () => {
  test('leaves unanswered what is no query, and answers on', async () => {
    const names = await serveNames(() => '127.0.0.2', 60);
    const socket = createSocket('udp4');
    const query = Buffer.from('000101000001000000000000036f6e65047477696e0000010001', 'hex');
    try {
      for (const bytes of [Buffer.alloc(0), Buffer.from('nonsense'), Buffer.alloc(12, 255), query.subarray(0, 15)])
        socket.send(bytes, portOf(names.address), '127.0.0.1');
      const answer = new Promise<Buffer>((resolve) => socket.once('message', resolve));
      socket.send(query, portOf(names.address), '127.0.0.1');
      expect((await answer).subarray(-4)).toEqual(Buffer.from([127, 0, 0, 2]));
    } finally {
      socket.close();
      await names.close();
    }
  });
});
