import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JournalDamaged, readContent } from '../../../client/journal/content.ts';
import { JournalFile } from '../../../client/journal/journal-file.ts';
import { encodeLine } from '../../../client/journal/line.ts';
import { PageCacheDisk } from '../../support/page-cache/page-cache-disk.ts';

const values = fc.array(fc.jsonValue(), { minLength: 1, maxLength: 12 });
const plain = (all: unknown[]) => JSON.parse(JSON.stringify(all)) as unknown[];
const linesOf = (all: unknown[], from = 1): Buffer[] => all.map((value, place) => encodeLine(from + place, value));
const recordsIn = (bytes: Buffer, acknowledged = 0) =>
  readContent(bytes, acknowledged).records.map(({ record }) => record);

test('a journal cut anywhere is read up to the last whole record', () => {
  fc.assert(
    fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
      const lines = linesOf(all);
      const whole = Buffer.concat(lines);
      const { records, length } = readContent(whole.subarray(0, Math.floor(whole.length * share)));
      expect(records.map(({ record }) => record)).toEqual(plain(all.slice(0, records.length)));
      expect(length).toBe(lines.slice(0, records.length).reduce((sum, line) => sum + line.length, 0));
    }),
  );
});

test('a last record whose blocks did not all reach the disk is left out', () => {
  fc.assert(
    fc.property(values, fc.nat(), fc.nat(), (all, from, to) => {
      const torn = encodeLine(all.length + 1, { label: 'x'.repeat(300) });
      torn.fill(0, Math.min(from % torn.length, torn.length - 2), Math.max(2, to % torn.length));
      const bytes = Buffer.concat([...linesOf(all), torn]);
      fc.pre(torn.includes('\0\0'));
      expect(recordsIn(bytes)).toEqual(plain(all));
    }),
  );
});

test('one changed bit anywhere, in a journal of one record too, is damage and never an empty or a shorter journal', () => {
  fc.assert(
    fc.property(values, fc.nat(), fc.nat(7), fc.integer({ min: 1, max: 1e6 }), (all, place, bit, first) => {
      const whole = Buffer.concat(linesOf(all, first));
      const at = place % whole.length;
      whole.writeUInt8((whole[at] ?? 0) ^ (1 << bit), at);
      expect(() => readContent(whole)).toThrow(JournalDamaged);
    }),
    { numRuns: 500 },
  );
});

test('records that are repeated, left out or in another order are damage', () => {
  const lines = linesOf(['a', 'b', 'c', 'd']);
  const order = (...places: number[]) => Buffer.concat(places.map((place) => lines[place] ?? Buffer.alloc(0)));
  for (const wrong of [order(0, 1, 1, 2), order(0, 2, 3), order(0, 2, 1, 3), order(0, 1, 2, 3, 0)])
    expect(() => readContent(wrong)).toThrow(JournalDamaged);
});

test('damage names the record, where it stands and what can still be read', () => {
  const [first, second, third] = linesOf(['a', 'b', 'c']) as [Buffer, Buffer, Buffer];
  second.write('B', second.length - 3);
  try {
    readContent(Buffer.concat([first, second, third]));
    expect.unreachable();
  } catch (error) {
    expect((error as Error).message).toBe(
      `record 2 at byte ${first.length} is not as it was written; records 1, 3 can be read`,
    );
    expect((error as JournalDamaged).salvaged).toEqual([
      { index: 1, record: 'a' },
      { index: 3, record: 'c' },
    ]);
  }
});

const PATH = '/till/journal';
async function closedJournal(count: number): Promise<PageCacheDisk> {
  const disk = new PageCacheDisk();
  const { journal } = await JournalFile.open(PATH, disk.fs);
  for (let n = 1; n <= count; n += 1) await journal.append({ n });
  await journal.close();
  return disk;
}

test('a journal that lost its last records, or is gone, is damaged and not shorter or new', async () => {
  const disk = await closedJournal(3);
  const bytes = disk.seen(PATH) ?? Buffer.alloc(0);
  const lost = [bytes.subarray(0, bytes.lastIndexOf('3 ')), bytes.subarray(0, bytes.length - 5), Buffer.alloc(0)];
  for (const rest of lost) {
    disk.put(PATH, rest);
    await expect(JournalFile.open(PATH, disk.fs)).rejects.toThrow(JournalDamaged);
    expect(disk.seen(PATH)).toEqual(rest);
  }
  await disk.fs.remove(PATH);
  await expect(JournalFile.open(PATH, disk.fs)).rejects.toThrow('record 1 is gone: records up to 3 were acknowledged');
});

test('a damaged note of what was acknowledged hides no record and stops no till', async () => {
  for (const note of ['', '999', '\0'.repeat(33), `${'9'.repeat(15)} 0123456789abcdef\n`]) {
    const disk = await closedJournal(3);
    disk.put(`${PATH}.acknowledged`, Buffer.from(note));
    expect((await JournalFile.open(PATH, disk.fs)).records).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  }
});

test('a journal that was shortened and damaged is told of as well', async () => {
  const disk = new PageCacheDisk();
  const { journal } = await JournalFile.open(PATH, disk.fs);
  for (let n = 1; n <= 5; n += 1) await journal.append({ n });
  await journal.replace({ all: 5 });
  await journal.close();
  const bytes = disk.seen(PATH) ?? Buffer.alloc(0);
  for (let at = 0; at < bytes.length; at += 1)
    for (let bit = 0; bit < 8; bit += 1) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8((flipped[at] ?? 0) ^ (1 << bit), at);
      disk.put(PATH, flipped);
      await expect(JournalFile.open(PATH, disk.fs), `${at}.${bit}`).rejects.toThrow(JournalDamaged);
    }
});
