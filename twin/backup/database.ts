import { setTimeout as sleep } from 'node:timers/promises';
import { type JsonObject, objectOf } from '../assembly/json.ts';
import { forwarderTo } from '../dynamodb/forward.ts';

/** A refusal of DynamoDB, by the name of its exception. */
export class DatabaseError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** DynamoDB of one Region as AWS Backup uses it: in DynamoDB's own JSON, which goes to disk and back as it is. */
export interface Database {
  /** @throws DatabaseError with the exception's name */
  readonly call: (operation: string, body: JsonObject | string) => Promise<JsonObject>;
  readonly close: () => void;
}

const ATTEMPTS = 10;
const FIRST_PAUSE_MS = 20;
const PASSING = ['ProvisionedThroughputExceededException', 'ThrottlingException', 'ReplicatedWriteConflictException'];

/** DynamoDB behind the endpoint. What passes by itself is tried again, for about 20 s. */
export function databaseAt(endpoint: string, region: string): Database {
  const { forward, close } = forwarderTo(endpoint);
  const authorization = `AWS4-HMAC-SHA256 Credential=twin/20260101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`;
  const once = async (operation: string, body: Buffer): Promise<JsonObject> => {
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      authorization,
    };
    const answer = await forward('/', { ...headers, 'content-length': String(body.length) }, body);
    const said = objectOf(JSON.parse(answer.body.toString('utf8') || '{}'));
    if (answer.status === 200) return said;
    const name = String(said.__type).split('#').at(-1) ?? 'UnknownError';
    throw new DatabaseError(answer.status >= 500 ? 'InternalServerError' : name, String(said.message ?? said.Message));
  };
  return { call: (operation, body) => patiently(() => once(operation, bytesOf(body))), close };
}

function bytesOf(body: JsonObject | string): Buffer {
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !passes(error)) throw error;
      await sleep(FIRST_PAUSE_MS * 2 ** attempt);
    }
  }
}

/** Broken connections, throttling and errors inside the database pass; refusals do not. */
function passes(error: unknown): boolean {
  if (!(error instanceof DatabaseError)) return true;
  return error.name === 'InternalServerError' || PASSING.includes(error.name);
}
