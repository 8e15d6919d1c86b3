import { appendFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localDisk } from '../../../client/journal/file-system.ts';
import { JournalFile } from '../../../client/journal/journal-file.ts';
import { encodeLine } from '../../../client/journal/line.ts';

let directory: string;
let path: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'journal-'));
  path = join(directory, 'journal');
});
afterEach(() => rm(directory, { recursive: true }));

const reopen = async () => {
  const { journal, records } = await JournalFile.open(path, localDisk);
  await journal.close();
  return records;
};

test('records come back in the order in which they were appended', async () => {
  const { journal } = await JournalFile.open(path, localDisk);
  await Promise.all([1, 2, 3].map((n) => journal.append({ n })));
  await journal.close();
  expect(await reopen()).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
});

test('what is appended after a torn record is not lost with it', async () => {
  const { journal } = await JournalFile.open(path, localDisk);
  await journal.append({ n: 1 });
  await journal.close();
  await appendFile(path, encodeLine(2, { n: 2 }).subarray(0, 25));
  const again = await JournalFile.open(path, localDisk);
  expect((await stat(path)).size).toBe(again.journal.size);
  await again.journal.append({ n: 3 });
  await again.journal.close();
  expect(await reopen()).toEqual([{ n: 1 }, { n: 3 }]);
});

test('replacing leaves one record, and appending goes on behind it', async () => {
  const { journal } = await JournalFile.open(path, localDisk);
  for (let n = 0; n < 50; n += 1) await journal.append({ n, padding: 'x'.repeat(100) });
  await journal.replace({ all: 50 });
  await journal.append({ n: 51 });
  expect((await stat(path)).size).toBe(journal.size);
  await journal.close();
  expect(await reopen()).toEqual([{ all: 50 }, { n: 51 }]);
});
