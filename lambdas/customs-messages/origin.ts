import type { APIGatewayProxyEvent } from 'aws-lambda';
import { isSigned, SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../shared/customs/signature.ts';
import { headerOf, textBody } from '../shared/raw-request.ts';
import type { Secrets } from '../shared/sealed.ts';

/** Whether customs signed a request. A signature that does not fit may be of a secret set since: that is looked up once. */
export async function isFromCustoms(
  event: APIGatewayProxyEvent,
  secrets: Pick<Secrets, 'text' | 'refresh'>,
  now_ms: number,
): Promise<boolean> {
  const signed = {
    signature: headerOf(event, SIGNATURE_HEADER),
    timestamp: headerOf(event, TIMESTAMP_HEADER),
    body: textBody(event),
  };
  if (signed.signature === '') return false;
  if (isSigned(signed, await secrets.text('customs-webhook'), now_ms)) return true;
  await secrets.refresh();
  return isSigned(signed, await secrets.text('customs-webhook'), now_ms);
}
