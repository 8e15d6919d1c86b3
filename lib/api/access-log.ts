import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';

/**
 * One line of JSON a request: who, what, how it ended and where the time went. No header and no body, so neither tokens
 * nor what was bought can slip in. API Gateway cuts a line at 1,024 bytes.
 */
export const ACCESS_LOG = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTimeEpoch',
    method: '$context.httpMethod',
    resource: '$context.resourcePath',
    path: '$context.path',
    device: '$context.authorizer.deviceId',
    status: '$context.status',
    problem: '$context.error.responseType',
    error: '$context.integrationErrorMessage',
    latency_ms: '$context.responseLatency',
    function_ms: '$context.integration.latency',
    authorizer_ms: '$context.authorizer.latency',
    waf: '$context.waf.status',
    address: '$context.identity.sourceIp',
    trace: '$context.xrayTraceId',
  }),
);
