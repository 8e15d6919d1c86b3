import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeLines, encodeLine, JournalDamaged } from '../../../client/journal/line.ts';

const records = fc.array(fc.jsonValue(), { minLength: 1, maxLength: 12 });
const plain = (values: unknown[]) => JSON.parse(JSON.stringify(values)) as unknown[];

test('a journal cut anywhere is read up to the last whole record', () => {
  fc.assert(
    fc.property(records, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
      const lines = values.map(encodeLine);
      const whole = Buffer.concat(lines);
      const cut = whole.subarray(0, Math.floor(whole.length * share));
      const { records: read, length } = decodeLines(cut);
      const kept = lines.slice(0, read.length).reduce((sum, line) => sum + line.length, 0);
      expect(read).toEqual(plain(values.slice(0, read.length)));
      expect(length).toBe(kept);
      expect(cut.length - kept).toBeLessThan(lines[read.length]?.length ?? 1);
    }),
  );
});

test('whatever a crash leaves behind the last record is left out', () => {
  fc.assert(
    fc.property(records, fc.uint8Array({ maxLength: 200 }), (values, rubbish) => {
      const whole = Buffer.concat(values.map(encodeLine));
      expect(decodeLines(Buffer.concat([whole, rubbish])).records).toEqual(plain(values));
    }),
  );
});

test('a changed bit in the middle is noticed, and no record is skipped', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { minLength: 2, maxLength: 8 }), fc.nat(), fc.nat(7), (values, place, bit) => {
      const lines = values.map(encodeLine);
      const whole = Buffer.concat(lines);
      const middle = whole.length - (lines.at(-1)?.length ?? 0);
      whole.writeUInt8((whole[place % middle] ?? 0) ^ (1 << bit), place % middle);
      expect(() => decodeLines(whole)).toThrow(JournalDamaged);
    }),
  );
});
