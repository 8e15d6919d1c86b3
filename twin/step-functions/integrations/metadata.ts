import type { JsonObject } from '../json.ts';

/** What optimised integrations add to a result about the request that was made. */
export function httpMetadata(requestId: string): JsonObject {
  return {
    SdkHttpMetadata: { HttpStatusCode: 200, HttpHeaders: { 'x-amzn-RequestId': requestId } },
    SdkResponseMetadata: { RequestId: requestId },
  };
}
