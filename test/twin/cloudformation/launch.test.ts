import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { launcher } from '../../../twin/cloudformation/launch.ts';
import { withParameters } from '../../../twin/cloudformation/parameters.ts';
import { stackPlan } from '../../../twin/cloudformation/stack-plan.ts';
import type { RunningStack } from '../../../twin/cloudformation/stacks.ts';
import { bodyOf, type Listening, listen } from '../../../twin/http.ts';
import { TEMPLATE, uploaded } from './template.ts';

const TIME_LIMIT_MS = 30_000;
const [OWN, OTHER] = ['clone-ledger', 'permanence-production-ledger'];

let database: Listening;
let stack: RunningStack;
let written: string[];

beforeEach(async () => {
  written = [];
  database = await listen(0, async (request, response) => {
    written.push((JSON.parse(String(await bodyOf(request))) as { TableName: string }).TableName);
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
  });
  const launch = launcher({
    logDir: mkdtempSync(join(tmpdir(), 'stack-logs-')),
    dynamodbEndpoint: () => database.url,
    kmsEndpoint: database.url,
  });
  const template = withParameters(TEMPLATE, { ShopTable: OWN });
  stack = await launch(stackPlan({ name: 'clone', region: 'eu-west-3', template, assets: uploaded() }));
}, TIME_LIMIT_MS);
afterEach(async () => {
  await stack.stop();
  await database.close();
});

const write = (table: string): Promise<Response> => fetch(`${stack.url}/tables/${table}`, { method: 'PUT' });

test(
  'a stack reaches its own tables and no other, and nothing of it is left',
  async () => {
    expect((await write(OWN)).status).toBe(200);
    expect((await write(OTHER)).status).toBe(400);
    expect(written).toEqual([OWN]);
    await stack.stop();
    await expect(write(OWN)).rejects.toThrow();
  },
  TIME_LIMIT_MS,
);
