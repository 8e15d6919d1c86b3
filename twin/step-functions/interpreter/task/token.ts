import { isObject } from '../../json.ts';

/** What a task token says: whose answer it is. */
export interface TaskToken {
  readonly execution: string;
  readonly attemptKey: string;
  /** Not to be guessed. */
  readonly secret: string;
}

/** The token as a string. */
export function sealToken(token: TaskToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

/** What a string says as a token; `undefined` when it is none. */
export function openToken(text: string): TaskToken | undefined {
  try {
    const token: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    const known = isObject(token) && typeof token.execution === 'string' && typeof token.attemptKey === 'string';
    return known ? (token as unknown as TaskToken) : undefined;
  } catch {
    return undefined;
  }
}

/** Where the token of an attempt is kept. */
export function tokenKey(attemptKey: string): string {
  return `${attemptKey}:token`;
}

/** Where the answer that came with a token is kept: `{ output }` or `{ failed }`. */
export function answerKey(attemptKey: string): string {
  return `${attemptKey}:answer`;
}
