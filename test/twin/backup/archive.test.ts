import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readArchive } from '../../../twin/backup/archive/read.ts';
import { writeArchive } from '../../../twin/backup/archive/write.ts';

const folder = mkdtempSync(join(tmpdir(), 'archive-'));
const file = join(folder, 'items.gz');

async function* inBatches(...batches: readonly (readonly string[])[]): AsyncGenerator<readonly string[]> {
  for (const batch of batches) yield batch;
}

async function all(expected: { items: number; sha256: string }, size = 3): Promise<string[]> {
  const lines: string[] = [];
  for await (const batch of readArchive(file, expected, size)) lines.push(...batch);
  return lines;
}

test('what is read is what was written', async () => {
  const line = fc.json().map((text) => JSON.stringify(JSON.parse(text)));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(line)), fc.integer({ min: 1, max: 30 }), async (batches, size) => {
      const written = await writeArchive(file, inBatches(...batches));
      expect(await all(written, size)).toEqual(batches.flat());
    }),
    { numRuns: 40 },
  );
});

describe('an archive is refused', () => {
  const spoilt = async (spoil: (lines: string) => string): Promise<Promise<string[]>> => {
    const written = await writeArchive(file, inBatches(['"one"', '"two"']));
    writeFileSync(file, gzipSync(spoil(gunzipSync(readFileSync(file)).toString('utf8'))));
    return all(written);
  };

  test.each([
    ['another byte', (lines: string) => lines.replace('two', 'tvo'), /checksum/],
    ['a line missing', (lines: string) => lines.replace('"two"\n', ''), /1 items instead of 2/],
    ['half a line', (lines: string) => lines.slice(0, -3), /not whole/],
  ])('with %s', async (_, spoil, says) => {
    await expect(spoilt(spoil)).rejects.toThrow(says);
  });

  test('when it is no archive at all', async () => {
    const written = await writeArchive(file, inBatches(['"one"']));
    writeFileSync(file, 'nothing');
    await expect(all(written)).rejects.toThrow(/cannot be unpacked/);
  });
});

test('an archive that is not finished leaves nothing', async () => {
  const unfinished = join(folder, 'unfinished.gz');
  const broken = async function* (): AsyncGenerator<string[]> {
    yield ['"one"'];
    throw new Error('the table is gone');
  };
  await expect(writeArchive(unfinished, broken())).rejects.toThrow('the table is gone');
  expect(() => readFileSync(unfinished)).toThrow(/ENOENT/);
  expect(() => readFileSync(`${unfinished}.new`)).toThrow(/ENOENT/);
});
