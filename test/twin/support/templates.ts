// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are CloudFormation's own
import type { JsonObject } from '../../../twin/assembly/json.ts';
import type { Template } from '../../../twin/assembly/template.ts';

/** Name of the one strong table of the fixtures. */
export const STRONG_TABLE = 'shop-ledger';
/** Name of the one plain table, which only Paris has. */
export const PLAIN_TABLE = 'shop-notes';

const KEYS = {
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
};

/** A stack with a strong table and a plain one. */
export const TABLES: Template = {
  Resources: {
    Ledger: {
      Type: 'AWS::DynamoDB::GlobalTable',
      Properties: {
        TableName: STRONG_TABLE,
        ...KEYS,
        MultiRegionConsistency: 'STRONG',
        GlobalTableWitnesses: [{ Region: 'eu-west-1' }],
        Replicas: [{ Region: 'eu-west-3' }, { Region: 'eu-central-1' }],
      },
    },
    Notes: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: PLAIN_TABLE, ...KEYS } },
  },
};

const invocation = (logicalId: string): JsonObject => ({
  'Fn::Join': [
    '',
    [
      'arn:',
      { Ref: 'AWS::Partition' },
      ':apigateway:',
      { Ref: 'AWS::Region' },
      ':lambda:path/2015-03-31/functions/',
      { 'Fn::GetAtt': [logicalId, 'Arn'] },
      '/invocations',
    ],
  ],
});

const lambda = (handler: string): Template['Resources'][string] => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: `shop-${handler}`,
    Handler: `index.${handler}`,
    Code: { S3Bucket: { 'Fn::Sub': 'assets-${AWS::AccountId}' }, S3Key: 'code.zip' },
    Environment: { Variables: { TABLE: STRONG_TABLE, KEY: { Ref: 'SealingAlias' } } },
    Timeout: 2,
  },
});

/** The API of the fixtures, as a template holds it. */
const DOCUMENT: JsonObject = {
  openapi: '3.0.3',
  paths: {
    '/sales/{sale}': {
      parameters: [{ name: 'sale', in: 'path', required: true, schema: { type: 'integer' } }],
      put: {
        security: [{ device: [] }],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Sale' } } },
        },
        'x-amazon-apigateway-request-validator': 'all',
        'x-amazon-apigateway-integration': { type: 'aws_proxy', httpMethod: 'POST', uri: invocation('Sell') },
      },
    },
    '/open': {
      get: {
        parameters: [{ name: 'since', in: 'query', required: true, schema: { type: 'string' } }],
        'x-amazon-apigateway-request-validator': 'all',
        'x-amazon-apigateway-integration': {
          type: 'aws_proxy',
          httpMethod: 'POST',
          uri: invocation('Sell'),
          timeoutInMillis: 300,
        },
      },
    },
  },
  components: {
    schemas: { Sale: { type: 'object', required: ['amount'], properties: { amount: { type: 'integer' } } } },
    securitySchemes: {
      device: {
        type: 'apiKey',
        name: 'Authorization',
        in: 'header',
        'x-amazon-apigateway-authorizer': {
          type: 'request',
          identitySource: 'method.request.header.Authorization',
          authorizerUri: invocation('Authorize'),
          authorizerResultTtlInSeconds: 20,
        },
      },
    },
  },
  'x-amazon-apigateway-request-validators': { all: { validateRequestBody: true, validateRequestParameters: true } },
  'x-amazon-apigateway-gateway-responses': {
    BAD_REQUEST_BODY: {
      statusCode: '422',
      responseParameters: { 'gatewayresponse.header.Content-Type': "'application/problem+json'" },
      responseTemplates: {
        'application/json': '{"why":"$context.error.validationErrorString","instance":"$context.requestId"}',
      },
    },
  },
};

/** A Region's stack: two functions, an API, a key with an alias. */
export const SERVICE: Template = {
  Resources: {
    Sealing: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: {} } },
    SealingAlias: {
      Type: 'AWS::KMS::Alias',
      Properties: { AliasName: 'alias/sealing', TargetKeyId: { 'Fn::GetAtt': ['Sealing', 'Arn'] } },
    },
    Sell: lambda('sell'),
    Authorize: lambda('authorize'),
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'shop', Body: DOCUMENT } },
    Live: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: { Ref: 'Api' }, StageName: 'live' } },
    Role: { Type: 'AWS::IAM::Role', Properties: {} },
  },
};
