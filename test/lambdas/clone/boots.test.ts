import { describe, expect, inject, it } from 'vitest';
import { KINDS } from '../../../domain/tables.ts';
import { createBootCheck } from '../../../lambdas/boot-check/boot-check.ts';
import type { ConcludeAnswer, Part, PartAnswer, PlanAnswer } from '../../../lambdas/boot-check/events.ts';
import { openDesk } from '../../support/tax-free/desk.ts';
import { shopped } from './shop.ts';
import { type Bench, maskedAll, openBench, planned, REGION, restoreAll, unseal } from './support.ts';

const TAKEN = '2026-11-24T13:00:00Z';

const checkOf = ({ original }: Bench) =>
  createBootCheck({
    environment: {
      LEDGER_TABLE: original.ledger,
      DEVICES_TABLE: original.devices,
      TAX_FREE_TABLE: original['tax-free'],
      OPERATIONS_TABLE: original.operations,
      OPERATOR: 'typical',
      RESTORED_PREFIX: 'permanence-test-restored-',
    },
    unseal,
    region: REGION,
    now: () => new Date(TAKEN),
    dynamodb: {
      endpoint: inject('dynamodb'),
      region: REGION,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    },
  });

/** What the check finds in each table, as the machine asks it. */
async function findingsOf(bench: Bench): Promise<unknown[]> {
  const check = checkOf(bench);
  const findings: unknown[] = [];
  for (const kind of KINDS) {
    const of = { kind, table: bench.names[kind], taken_at: TAKEN, compare: false };
    const { parts } = (await check({ step: 'plan', ...of })) as PlanAnswer;
    const judge = async (part: Part) =>
      ((await check({ step: 'part', ...of, part, companions: bench.names })) as PartAnswer).tally;
    const tallies = await Promise.all(parts.map(judge));
    const { boots, findings: found } = (await check({ step: 'conclude', ...of, tallies })) as ConcludeAnswer;
    findings.push(...found, ...(boots ? [] : [`${kind} does not boot`]));
  }
  return findings;
}

describe('the boot check', () => {
  it('lets a masked clone pass, each table, the laws across them, and the handlers on it', async () => {
    const desk = await openDesk();
    await shopped(desk);
    const bench = await openBench(desk);
    await restoreAll(bench);
    await planned(bench);
    await maskedAll(bench);
    expect(await findingsOf(bench)).toEqual([]);
    const set = { tables: bench.names, taken_at: TAKEN };
    const check = checkOf(bench);
    expect(await check({ step: 'cross', ...set })).toMatchObject({ findings: [], holds: true });
    expect(await check({ step: 'serve', ...set })).toMatchObject({ findings: [], serves: true });
  });
});
