import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { SignJWT } from 'jose';
import { deviceKey } from '../../lambdas/shared/registry.ts';

export interface TestDevice {
  deviceId: string;
  privateKey: KeyObject;
  publicJwk: string;
}

export function newDevice(deviceId: string): TestDevice {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { deviceId, privateKey, publicJwk: JSON.stringify(publicKey.export({ format: 'jwk' })) };
}

/** Puts a device into the registry, in a state. */
export async function register(
  client: DynamoDBClient,
  table: string,
  { deviceId, publicJwk }: TestDevice,
  state: 'enrolled' | 'revoked' = 'enrolled',
): Promise<void> {
  const text = (S: string) => ({ S });
  await client.send(
    new PutItemCommand({
      TableName: table,
      Item: {
        ...deviceKey(deviceId),
        deviceId: text(deviceId),
        role: text('till'),
        store: text('HAUSSMANN'),
        till: text('012'),
        publicKey: text(publicJwk),
        state: text(state),
      },
    }),
  );
}

export interface Claims {
  sub?: string;
  aud?: string;
  iat?: number;
  exp?: number;
}

/** A token as the device signs it at an instant; every part of it can be made wrong. */
export function deviceToken(
  device: TestDevice,
  now: Date,
  { header = {}, claims = {}, signer = device }: { header?: object; claims?: Claims; signer?: TestDevice } = {},
): Promise<string> {
  const iat = Math.floor(now.getTime() / 1000);
  return new SignJWT({ sub: device.deviceId, aud: 'permanence', iat, exp: iat + 120, ...claims })
    .setProtectedHeader({ alg: 'ES256', kid: device.deviceId, ...header })
    .sign(signer.privateKey);
}

/** A JWT of any header and claims, with a signature that is text alone. */
export const forgedToken = (header: object, claims: object, signature = 'AAAA'): string =>
  [...[header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')), signature].join('.');

/** What API Gateway asks the authorizer. */
export const authorizerEvent = (headers: Record<string, string>): APIGatewayRequestAuthorizerEvent =>
  ({
    type: 'REQUEST',
    methodArn: 'arn:aws:execute-api:eu-west-3:000000000000:api/v1/GET/v1/receipts/X',
    headers,
    requestContext: { requestId: 'request-1' },
  }) as unknown as APIGatewayRequestAuthorizerEvent;
