import { createLocks } from '../../../../lambdas/runs/locks.ts';
import { workplaceOf } from '../../../stock.ts';
import { ending, type Scenario, serves, start, told } from './stage.ts';

/** Slower than a canary has patience, quicker than the evidence of a run needs. */
const SICK_MS = 1_600;

/** The one that would take everything cannot: leaving the other one would cost what still works. */
export const survivorIsSick: Scenario = {
  name: 'survivor-sick',
  async play(stage) {
    const { twin, survivor } = stage.world;
    twin.slow(survivor, SICK_MS);
    const end = await ending(stage, await start(stage));
    const switched = await serves(stage);
    return { name: this.name, held: switched === 'all' && isRefusal(end), says: told(end, switched) };
  },
};

const OTHER_RUN = 'arn:aws:states:eu-central-1:111111111111:execution:permanence-production-failover:another';
const LEASE_MS = 600_000;

/** Another run is at work: one that comes second touches nothing. */
export const lockIsHeld: Scenario = {
  name: 'lock-held',
  async play(stage) {
    const { twin, survivor } = stage.world;
    const { dynamodb, operationsTable } = workplaceOf(twin.outside);
    const [since, until] = [0, LEASE_MS].map((in_ms) => new Date(Date.now() + in_ms).toISOString());
    const lock = { run: OTHER_RUN, region: survivor, mode: 'real', since: since ?? '', until: until ?? '' };
    await createLocks(dynamodb, operationsTable).take('failover', lock);
    const end = await ending(stage, await start(stage));
    const switched = await serves(stage);
    return { name: this.name, held: switched === 'all' && end.error === 'RunbookLocked', says: told(end, switched) };
  },
};

/** Nobody answers the question whether to leave the Region. */
export const nobodyApproves: Scenario = {
  name: 'no-approval',
  async play(stage) {
    const end = await ending(stage, await start(stage, { mode: 'real' }));
    const switched = await serves(stage);
    return { name: this.name, held: switched === 'all' && isRefusal(end), says: told(end, switched) };
  },
};

const isRefusal = ({ status, report }: { status: string; report?: { verdict?: string } }): boolean =>
  status === 'FAILED' || (report?.verdict ?? 'good') !== 'good';
