import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { runSchedules, seedsOf } from '../../../twin/storm/schedule/run.ts';
import { taxFreeSchedule } from '../../../twin/storm/tax-free/schedule.ts';
import { blindToAmounts, deafToReversals, holding } from './defects.ts';

const SCHEDULES = 800;
/** Schedules of longer storms that broke a law once. */
const FOUND = ['96474-31966'];
/** So many are enough to find every defect below. */
const SEARCH = 1_000;

describe('tax-free refunds under any faults', { timeout: 120_000 }, () => {
  it(`keep every law in ${SCHEDULES} schedules`, async () => {
    expect(await runSchedules(taxFreeSchedule, seedsOf('test', SCHEDULES))).toEqual([]);
  });

  it('keep every law in schedules that broke one once', async () => {
    expect(await runSchedules(taxFreeSchedule, FOUND)).toEqual([]);
  });

  it('do the same again from the same seed', async () => {
    const trace = async (seed: string) => {
      const conditions: unknown[] = [];
      const outcome = await taxFreeSchedule(seed, (command) => {
        if (command instanceof UpdateItemCommand) conditions.push(command.input.Key, command.input.ConditionExpression);
        return command;
      });
      return JSON.stringify({ outcome, conditions });
    };
    for (const seed of seedsOf('again', 10)) expect(await trace(seed)).toBe(await trace(seed));
  });
});

describe('the storm finds a store that', { timeout: 240_000 }, () => {
  it.each([
    ['issues a second form under one id', holding('attribute_not_exists(pk)', '', 'tax-free')],
    ['gives a claimed receipt to a second form', holding('(attribute_not_exists(#claim) OR #claim.#form = :v1)')],
    ['takes goods back that are on a form', holding('attribute_not_exists(#claim)', '#revision')],
    ['believes a notification of another amount', blindToAmounts],
    ['says that a card holds what it gave back', deafToReversals],
  ])('%s', async (_, defect) => {
    const failures = await runSchedules(taxFreeSchedule, seedsOf('defect', SEARCH), { defect, most: 1 });
    expect(failures).toHaveLength(1);
  });
});
