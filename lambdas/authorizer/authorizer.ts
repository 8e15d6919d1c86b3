import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { decodeProtectedHeader, errors, jwtVerify, type ProtectedHeaderParameters } from 'jose';
import { OutcomeUnknown } from '../shared/deadline.ts';
import { type Log, logRequest } from '../shared/log.ts';
import type { RegisteredDevice } from '../shared/registry.ts';

/** How long a device stays known to a sandbox. With API Gateway's own 20 s a revocation works within a minute. */
const KNOWN_FOR_MS = 20_000;

/** Longest life of a device's token, in seconds: from issue to expiry. */
const LONGEST_LIFE_S = 300;

/** Clocks of tills may be off by this many seconds. */
const CLOCK_TOLERANCE_S = 30;

export interface AuthorizerDependencies {
  /** One strongly consistent read. */
  readDevice(deviceId: string): Promise<RegisteredDevice | undefined>;
  now(): Date;
  /** Standard output when not given. */
  log?: Log;
}

/** Why a device is not let in: kept for the log, never told to the sender. */
class Refused extends Error {
  override readonly name = 'Refused';
}

interface Known {
  device: RegisteredDevice;
  key: KeyObject;
  until_ms: number;
}

const bearer = (event: APIGatewayRequestAuthorizerEvent): string => {
  const header = Object.entries(event.headers ?? {}).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
  const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(header ?? '') ?? [];
  if (token === undefined) throw new Refused('no bearer token');
  return token;
};

/** What does not even decode is the sender's fault, though the library says so by a plain TypeError. */
function headerOf(token: string): ProtectedHeaderParameters {
  try {
    return decodeProtectedHeader(token);
  } catch {
    throw new Refused('header');
  }
}

/** The device's id as its token's header names it, not yet believed. */
function claimedDevice(token: string): string {
  const { alg, kid } = headerOf(token);
  if (alg !== 'ES256' || typeof kid !== 'string' || !/^[\w.-]{1,64}$/.test(kid)) throw new Refused('header');
  return kid;
}

async function checkToken(token: string, deviceId: string, key: KeyObject, now: Date): Promise<void> {
  const { payload } = await jwtVerify(token, key, {
    algorithms: ['ES256'],
    audience: 'permanence',
    subject: deviceId,
    requiredClaims: ['iat', 'exp', 'aud', 'sub'],
    clockTolerance: CLOCK_TOLERANCE_S,
    currentDate: now,
  });
  const { iat = 0, exp = 0 } = payload;
  if (exp - iat > LONGEST_LIFE_S) throw new Refused('token lives too long');
  if (iat > now.getTime() / 1000 + CLOCK_TOLERANCE_S) throw new Refused('token from the future');
}

/** Lets a device in everywhere in this API: its answer is cached for other routes too, and handlers know what a role may do. */
function allow({ deviceId, role, store, till }: RegisteredDevice, methodArn: string): APIGatewayAuthorizerResult {
  const [api, stage] = methodArn.split('/');
  return {
    principalId: deviceId,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: `${api}/${stage}/*` }],
    },
    context: { deviceId, role, store, till },
  };
}

/** Tells a device that is not who it says (401) from trouble on our side, which must not look like a refusal (503). */
const isRefusal = (error: unknown): boolean => error instanceof Refused || error instanceof errors.JOSEError;

/** Checks that a request comes from an enrolled device, by the token the device signed itself. */
export function createAuthorizer({ readDevice, now, log = logRequest }: AuthorizerDependencies) {
  const known = new Map<string, Known>();

  async function find(deviceId: string): Promise<Known> {
    const cached = known.get(deviceId);
    if (cached !== undefined && cached.until_ms > now().getTime()) return cached;
    known.delete(deviceId);
    const device = await readDevice(deviceId);
    if (device === undefined) throw new Refused('unknown device');
    if (device.state !== 'enrolled') throw new Refused('revoked device');
    const key = createPublicKey({ key: JSON.parse(device.publicKey) as JsonWebKey, format: 'jwk' });
    const found = { device, key, until_ms: now().getTime() + KNOWN_FOR_MS };
    known.set(deviceId, found);
    return found;
  }

  return async (event: APIGatewayRequestAuthorizerEvent): Promise<APIGatewayAuthorizerResult> => {
    try {
      const token = bearer(event);
      const deviceId = claimedDevice(token);
      const { device, key } = await find(deviceId);
      await checkToken(token, deviceId, key, now());
      return allow(device, event.methodArn);
    } catch (error) {
      const status = isRefusal(error) ? 401 : 503;
      const name =
        error instanceof OutcomeUnknown ? error.name : `${(error as Error).name}: ${(error as Error).message}`;
      log({
        requestId: event.requestContext.requestId,
        route: 'authorizer',
        status,
        duration_ms: 0,
        error: name,
      });
      throw isRefusal(error) ? new Error('Unauthorized') : error;
    }
  };
}
