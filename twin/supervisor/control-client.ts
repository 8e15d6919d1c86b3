import type { JsonObject } from '../assembly/json.ts';
import { readControlFile } from './control-file.ts';
import type { Status } from './status.ts';

/** The state of the running twin. @throws when none runs, saying what to type. */
export function status(file?: string): Promise<Status> {
  return ask('', {}, file);
}

/**
 * Does something to a Region of the running twin; gives its state afterwards.
 * @throws when no twin runs, or when it does not understand; the message says what it does.
 */
export function command(region: string, action: string, input: JsonObject = {}, file?: string): Promise<Status> {
  return ask(`${encodeURIComponent(region)}/${encodeURIComponent(action)}`, input, file);
}

async function ask(path: string, input: JsonObject, file: string | undefined): Promise<Status> {
  const { port, token } = readControlFile(file);
  const response = await fetch(`http://127.0.0.1:${port}/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(input),
  }).catch((cause: unknown) => {
    throw new Error('The twin is gone without cleaning up; type: npm start', { cause });
  });
  const body = (await response.json().catch((cause: unknown) => {
    throw new Error(
      `The twin answered with ${response.status} and nothing that can be read; was another one started here?`,
      { cause },
    );
  })) as Status | { error: string };
  if ('error' in body) throw new Error(body.error);
  return body;
}
