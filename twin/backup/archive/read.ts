import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Written } from './write.ts';

/** The archive is not what was written. */
export class ArchiveDamaged extends Error {
  override readonly name = 'ArchiveDamaged';
}

const LINE_END = 0x0a;

/**
 * The lines of an archive, in batches of at most `size`.
 * @throws ArchiveDamaged at the end, when count or checksum differ from `expected`; at once, when it cannot be unpacked
 */
export async function* readArchive(
  file: string,
  expected: Pick<Written, 'items' | 'sha256'>,
  size: number,
): AsyncGenerator<string[]> {
  const hash = createHash('sha256');
  let items = 0;
  let batch: string[] = [];
  for await (const line of lines(file, (chunk) => hash.update(chunk))) {
    items += 1;
    batch.push(line);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
  if (items !== expected.items) throw new ArchiveDamaged(`it has ${items} items instead of ${expected.items}`);
  if (hash.digest('hex') !== expected.sha256) throw new ArchiveDamaged('its checksum is wrong');
}

async function* lines(file: string, seen: (chunk: Buffer) => unknown): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of unpacked(file)) {
    seen(chunk);
    const data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let from = 0;
    for (let at = data.indexOf(LINE_END); at >= 0; at = data.indexOf(LINE_END, from)) {
      yield data.toString('utf8', from, at);
      from = at + 1;
    }
    rest = data.subarray(from);
  }
  if (rest.length > 0) throw new ArchiveDamaged('its last line is not whole');
}

async function* unpacked(file: string): AsyncGenerator<Buffer> {
  // pipeline and not pipe: whoever stops reading half way closes the file too.
  const gunzip = pipeline(createReadStream(file), createGunzip(), () => undefined);
  try {
    yield* gunzip as AsyncIterable<Buffer>;
  } catch (cause) {
    throw new ArchiveDamaged(`it cannot be unpacked: ${String(cause)}`, { cause });
  }
}
