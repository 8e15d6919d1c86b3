import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { SaleRequest } from '../../api/generated/contract.ts';
import type { Route } from '../../lambdas/shared/routed.ts';

const RESOURCE = '/v1/stores/{store}/tills/{till}/receipts/{sequence}';

function putReceipt(store: string, till: string, sequence: number, request: SaleRequest): APIGatewayProxyEvent {
  const pathParameters = { store, till, sequence: String(sequence) };
  const authorizer = { deviceId: `${store}-${till}`, role: 'till', store, till };
  const requestContext = { requestId: `${store}-${till}-${sequence}`, authorizer };
  return {
    httpMethod: 'PUT',
    resource: RESOURCE,
    path: `/v1/stores/${store}/tills/${till}/receipts/${sequence}`,
    pathParameters,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
    isBase64Encoded: false,
    requestContext,
  } as unknown as APIGatewayProxyEvent;
}

/** A till that records its own chain by calling a checkout handler with the events API Gateway would send. */
export interface Till {
  /** Sends one sale and takes the new token. @returns milliseconds it waited for the answer. @throws when it is not recorded */
  sell(request: SaleRequest): Promise<number>;
  /** Sends the last sale again. @returns its answer */
  replay(): Promise<APIGatewayProxyResult>;
}

/** A till that goes on after an entry: sequence 0 without token, or the last entry's. */
export function createTill(
  handler: Route,
  store: string,
  till: string,
  after: { sequence: number; token?: string },
): Till {
  let { sequence, token } = after;
  let last: APIGatewayProxyEvent | undefined;
  return {
    async sell(request) {
      last = putReceipt(store, till, sequence + 1, token === undefined ? request : { ...request, chainToken: token });
      const sent = performance.now();
      const { statusCode, body } = await handler(last);
      const waited_ms = performance.now() - sent;
      if (statusCode !== 201) throw new Error(`checkout answered ${statusCode}: ${body}`);
      token = (JSON.parse(body) as { chainToken: string }).chainToken;
      sequence++;
      return waited_ms;
    },
    replay() {
      if (last === undefined) throw new Error('nothing was sold yet');
      return handler(last);
    },
  };
}
