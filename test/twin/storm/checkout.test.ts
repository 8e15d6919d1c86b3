import type { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { checkoutSchedule } from '../../../twin/storm/checkout/schedule.ts';
import { runSchedules, seedsOf } from '../../../twin/storm/schedule/run.ts';
import { asking, holding } from './defects.ts';

const SCHEDULES = 1_500;
/** So many are enough to find every defect below. */
const SEARCH = 1_500;

describe('checkout and returns under any faults', { timeout: 120_000 }, () => {
  it(`keep every law in ${SCHEDULES} schedules`, async () => {
    expect(await runSchedules(checkoutSchedule, seedsOf('test', SCHEDULES))).toEqual([]);
  });

  it('do the same again from the same seed', async () => {
    const trace = async (seed: string) => {
      const commands: unknown[] = [];
      const outcome = await checkoutSchedule(seed, (command) => {
        commands.push((command as UpdateItemCommand).input);
        return command;
      });
      return JSON.stringify({ outcome, commands });
    };
    for (const seed of seedsOf('again', 20)) expect(await trace(seed)).toBe(await trace(seed));
  });
});

describe('the storm finds a store that', { timeout: 120_000 }, () => {
  it.each([
    ['writes an entry where there is one', holding('attribute_not_exists(pk)')],
    ['takes goods that others took meanwhile', holding('#revision = :seen')],
    ['takes the first goods of a sale twice', holding('attribute_not_exists(#revision)')],
    [
      'keeps goods for a return that can never be recorded',
      asking('(#mark = :mark AND attribute_not_exists(pk))', '#mark = :mark'),
    ],
    ['lets two receipts have one voucher', holding('attribute_not_exists(pk)', 'receipt = :own')],
    ['gives one number to two reprints', holding('attribute_not_exists(#mark)', 'attribute_exists(pk)')],
  ])('%s', async (_, defect) => {
    const failures = await runSchedules(checkoutSchedule, seedsOf('defect', SEARCH), { defect, most: 1 });
    expect(failures).toHaveLength(1);
  });
});
