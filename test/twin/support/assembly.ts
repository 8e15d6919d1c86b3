import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Template } from '../../../twin/assembly/template.ts';
import { SERVICE, TABLES } from './templates.ts';

/** One stack of a fixture. */
export interface FixtureStack {
  readonly name: string;
  readonly region: string;
  readonly template: Template;
}

/** What the fixtures' functions run: `sell` writes one item to the Region's DynamoDB and says when, `authorize` lets everybody in. */
const CODE = `
const write = (item) => fetch(process.env.AWS_ENDPOINT_URL_DYNAMODB, {
  method: 'POST',
  headers: {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': 'DynamoDB_20120810.PutItem',
    authorization: 'AWS4-HMAC-SHA256 Credential=twin/20260101/' + process.env.AWS_REGION + '/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
  },
  body: JSON.stringify({ TableName: process.env.TABLE, Item: item }),
});
export const sell = async ({ pathParameters }) => {
  const { status } = await write({ pk: { S: pathParameters.sale } });
  return { statusCode: status === 200 ? 201 : 503, body: JSON.stringify({ region: process.env.AWS_REGION, sale: pathParameters.sale, at: new Date().toISOString() }) };
};
export const authorize = async () => ({
  principalId: 'till',
  policyDocument: { Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }] },
});
`;

const PARIS_AND_FRANKFURT: readonly FixtureStack[] = [
  { name: 'tables', region: 'eu-west-3', template: TABLES },
  { name: 'paris', region: 'eu-west-3', template: SERVICE },
  { name: 'frankfurt', region: 'eu-central-1', template: SERVICE },
];

/** Writes a cloud assembly with one environment, `production`; gives its folder. */
export function writeAssembly(stacks: readonly FixtureStack[] = PARIS_AND_FRANKFURT): string {
  const root = mkdtempSync(join(tmpdir(), 'assembly-'));
  const stage = join(root, 'assembly-production');
  mkdirSync(join(root, 'asset.code'), { recursive: true });
  mkdirSync(stage);
  writeFileSync(join(root, 'asset.code', 'index.mjs'), CODE);
  writeJson(join(root, 'manifest.json'), {
    artifacts: {
      'assembly-production': {
        type: 'cdk:cloud-assembly',
        properties: { directoryName: 'assembly-production', displayName: 'production' },
      },
    },
  });
  writeJson(join(stage, 'assets.json'), {
    files: { code: { source: { path: '../asset.code' }, destinations: { here: { objectKey: 'code.zip' } } } },
  });
  for (const { name, template } of stacks) writeJson(join(stage, `${name}.template.json`), template);
  writeJson(join(stage, 'manifest.json'), { artifacts: artifactsOf(stacks) });
  return root;
}

function artifactsOf(stacks: readonly FixtureStack[]): Record<string, unknown> {
  const own = stacks.map(({ name, region }) => [
    name,
    {
      type: 'aws:cloudformation:stack',
      environment: `aws://unknown-account/${region}`,
      properties: { templateFile: `${name}.template.json`, stackName: `shop-${name}` },
    },
  ]);
  return {
    ...Object.fromEntries(own),
    assets: { type: 'cdk:asset-manifest', properties: { file: 'assets.json' } },
  };
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(file, JSON.stringify(value));
}
