import type { APIGatewayProxyEvent } from 'aws-lambda';
import { isSigned, SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../shared/customs/signature.ts';
import { headerOf, textBody } from '../shared/raw-request.ts';
import type { Secrets } from '../shared/sealed.ts';

/** The secret in force, and on a line of its own the one before, for as long as customs may still sign with it. */
const secretsIn = (text: string): string[] => text.split('\n').filter((line) => line !== '');

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
  const fits = async (): Promise<boolean> =>
    secretsIn(await secrets.text('customs-webhook')).some((secret) => isSigned(signed, secret, now_ms));
  if (signed.signature === '') return false;
  if (await fits()) return true;
  await secrets.refresh();
  return fits();
}
