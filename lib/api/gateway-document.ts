import { asArray, asObject, dereference, type Json, type JsonObject } from './contract.ts';
import { gatewayResponses } from './gateway-responses.ts';
import { importable, neededSchemas } from './importable.ts';

/** What the document needs to know of a deployed function: where API Gateway calls it and how long it may take. */
export interface Integration {
  readonly uri: string;
  readonly timeoutMs: number;
}

export interface GatewayParts {
  /** One for every name in the contract's `x-permanence-function`. */
  readonly integrations: Readonly<Record<string, Integration>>;
  readonly authorizerUri: string;
  /** How long API Gateway keeps the authorizer's answer; a revoked device works that much longer. */
  readonly authorizerTtlSeconds: number;
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];
const VALIDATOR = 'parameters';

function integration(operation: JsonObject, parts: GatewayParts): JsonObject {
  const name = operation['x-permanence-function'];
  const target = typeof name === 'string' ? parts.integrations[name] : undefined;
  if (!target) throw new Error(`operation ${operation.operationId} names function "${name}", which is not deployed`);
  return {
    type: 'aws_proxy',
    // How API Gateway calls Lambda, whatever the method of the request.
    httpMethod: 'POST',
    uri: target.uri,
    timeoutInMillis: target.timeoutMs,
    passthroughBehavior: 'when_no_match',
  };
}

/** Only descriptions: API Gateway does not check the answers of a proxied function, and would make models of them. */
function responses(contract: JsonObject, operation: JsonObject): JsonObject {
  const all = Object.entries(asObject(operation.responses));
  return Object.fromEntries(
    all.map(([status, response]) => [status, { description: dereference(contract, response).description ?? '' }]),
  );
}

function operationFor(contract: JsonObject, path: JsonObject, operation: JsonObject, parts: GatewayParts): JsonObject {
  const parameters = [...asArray(path.parameters), ...asArray(operation.parameters)];
  return {
    ...asObject(importable(operation)),
    parameters: parameters.map((parameter) => importable(dereference(contract, parameter))),
    responses: responses(contract, operation),
    // API Gateway ignores `security` at the root of the document, which would leave every route open.
    security: operation.security ?? contract.security ?? [],
    'x-amazon-apigateway-request-validator': VALIDATOR,
    'x-amazon-apigateway-integration': integration(operation, parts),
  };
}

function pathFor(contract: JsonObject, path: JsonObject, parts: GatewayParts): JsonObject {
  const operations = METHODS.filter((method) => path[method] !== undefined);
  return Object.fromEntries(
    operations.map((method) => [method, operationFor(contract, path, asObject(path[method]), parts)]),
  );
}

function securitySchemes(contract: JsonObject, parts: GatewayParts): JsonObject {
  const { device, ...others } = asObject(asObject(contract.components).securitySchemes);
  if (!device || Object.keys(others).length > 0) throw new Error('the contract must have one security scheme, device');
  return {
    device: {
      type: 'apiKey',
      name: 'Authorization',
      in: 'header',
      'x-amazon-apigateway-authtype': 'custom',
      'x-amazon-apigateway-authorizer': {
        type: 'request',
        identitySource: 'method.request.header.Authorization',
        authorizerUri: parts.authorizerUri,
        authorizerResultTtlInSeconds: parts.authorizerTtlSeconds,
      },
    },
  };
}

/**
 * The document that a Region's API is made from: the contract, with everything that API Gateway needs added and
 * everything it cannot import left out. It is in the template, so the twin's gateways are made from the same one.
 *
 * @throws Error when the contract names a function that is not deployed, or says something API Gateway cannot check
 */
export function gatewayDocument(contract: JsonObject, parts: GatewayParts): JsonObject {
  const entries = Object.entries(asObject(contract.paths));
  const paths = Object.fromEntries(entries.map(([path, item]) => [path, pathFor(contract, asObject(item), parts)]));
  const schemas = neededSchemas(asObject(asObject(contract.components).schemas), paths as Json);
  return {
    openapi: contract.openapi ?? '3.0.3',
    info: contract.info ?? {},
    paths,
    // Of all answers only a form to print is not text; API Gateway would garble it otherwise.
    'x-amazon-apigateway-binary-media-types': ['application/pdf'],
    components: { schemas: importable(schemas, true), securitySchemes: securitySchemes(contract, parts) },
    'x-amazon-apigateway-request-validators': {
      // Bodies are the functions' to judge: API Gateway's answer would name no place, no value and only some of the errors.
      [VALIDATOR]: { validateRequestBody: false, validateRequestParameters: true },
    },
    'x-amazon-apigateway-gateway-responses': gatewayResponses(),
  };
}
