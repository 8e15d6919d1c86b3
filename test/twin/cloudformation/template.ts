// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are CloudFormation's own
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Template } from '../../../twin/assembly/template.ts';

/** What the function of the fixture runs: it writes to whatever table the path names, and says what DynamoDB answered. */
const CODE = `
export const write = async ({ pathParameters }) => {
  const { status } = await fetch(process.env.AWS_ENDPOINT_URL_DYNAMODB, {
    method: 'POST',
    headers: { 'x-amz-target': 'DynamoDB_20120810.PutItem' },
    body: JSON.stringify({ TableName: pathParameters.table, Item: { pk: { S: '1' } } }),
  });
  return { statusCode: status };
};
`;

/** A stack of one function and one API, whose table is a parameter. */
export const TEMPLATE: Template = {
  Parameters: { ShopTable: { AllowedPattern: '^clone-[a-z]+$' }, Colour: { Default: 'red' } },
  Resources: {
    Write: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: { 'Fn::Sub': 'write-${ShopTable}' },
        Handler: 'index.write',
        Code: { S3Key: 'code.zip' },
        Environment: { Variables: { SHOP_TABLE: { Ref: 'ShopTable' } } },
        Timeout: 10,
      },
    },
    Api: {
      Type: 'AWS::ApiGateway::RestApi',
      Properties: {
        Body: {
          openapi: '3.0.3',
          paths: {
            '/tables/{table}': {
              put: {
                'x-amazon-apigateway-integration': {
                  type: 'aws_proxy',
                  httpMethod: 'POST',
                  uri: {
                    'Fn::Sub':
                      'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Write.Arn}/invocations',
                  },
                },
              },
            },
          },
        },
      },
    },
    Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: { Ref: 'Api' }, StageName: 'live' } },
  },
  Outputs: {
    Url: { Value: { 'Fn::Sub': 'https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}/${Stage}' } },
    Colour: { Value: { Ref: 'Colour' } },
  },
};

/** Files as they would be uploaded, by their keys. */
export function uploaded(): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'stack-'));
  mkdirSync(join(folder, 'code'));
  writeFileSync(join(folder, 'code', 'index.mjs'), CODE);
  writeFileSync(join(folder, 'template.json'), JSON.stringify(TEMPLATE));
  return new Map([
    ['template.json', join(folder, 'template.json')],
    ['code.zip', join(folder, 'code')],
  ]);
}
