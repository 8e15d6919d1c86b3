import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { type CloudFormation, serveCloudFormation } from '../../../twin/cloudformation/serve-cloudformation.ts';
import type { Launch } from '../../../twin/cloudformation/stacks.ts';
import { CREDENTIALS } from '../../../twin/dynamodb/tables.ts';

const REGION = 'eu-west-3';
const SLOWLY_MS = 40;

/** A template with one API, as small as it can be. */
const TEMPLATE = {
  Parameters: {
    CloneName: { Type: 'String', AllowedPattern: '^[a-z]{1,8}$' },
    LedgerTable: { Type: 'String' },
  },
  Resources: {
    Checkout: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: { 'Fn::Join': ['-', ['clone', { Ref: 'CloneName' }, 'checkout']] },
        Handler: 'index.handler',
        Code: { S3Key: 'code.zip' },
        Environment: { Variables: { LEDGER_TABLE: { Ref: 'LedgerTable' } } },
      },
    },
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: { openapi: '3.0.1', paths: {} } } },
    Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: { Ref: 'Api' }, StageName: 'live' } },
  },
  Outputs: {
    Url: {
      Value: {
        'Fn::Join': [
          '',
          [
            'https://',
            { Ref: 'Api' },
            '.execute-api.',
            { Ref: 'AWS::Region' },
            '.',
            { Ref: 'AWS::URLSuffix' },
            '/live',
          ],
        ],
      },
    },
  },
};

const TEMPLATE_URL = 'https://s3.eu-west-3.amazonaws.com/assets-000000000000-eu-west-3/template.json';

export interface Served {
  readonly service: CloudFormation;
  readonly client: CloudFormationClient;
}

/** CloudFormation with one template in its bucket. */
export async function served(launch: Launch): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'stacks-'));
  writeFileSync(join(folder, 'template.json'), JSON.stringify(TEMPLATE));
  const assets = new Map([
    ['template.json', join(folder, 'template.json')],
    ['code.zip', folder],
  ]);
  const service = await serveCloudFormation({ regions: [REGION], assets, launch, slowlyMs: SLOWLY_MS });
  return {
    service,
    client: new CloudFormationClient({ region: REGION, endpoint: service.url, credentials: CREDENTIALS }),
  };
}

export const order = (values: Readonly<Record<string, string>> = {}) => ({
  StackName: 'clone-spring',
  TemplateURL: TEMPLATE_URL,
  ClientRequestToken: 'create-1',
  OnFailure: 'DELETE' as const,
  Parameters: Object.entries({ CloneName: 'spring', LedgerTable: 'clone-ledger', ...values }).map(
    ([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }),
  ),
  Tags: [{ Key: 'permanence:clone', Value: 'spring & <summer>' }],
});

/** The stack once it is in a status. @throws Error when it is not within five seconds */
export async function inStatus(client: CloudFormationClient, name: string, wanted: string) {
  const end = Date.now() + 5000;
  for (;;) {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: name }));
    if (stack?.StackStatus === wanted) return stack;
    if (Date.now() > end) throw new Error(`the stack is ${stack?.StackStatus}`);
    await sleep(10);
  }
}
