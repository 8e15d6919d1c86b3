import { beforeEach, describe, expect, it } from 'vitest';
import { sweep } from '../../../lambdas/form-sweeper/sweep.ts';
import type { FormWork } from '../../../lambdas/shared/form-work/form-work.ts';
import { type Desk, issuedForm, newFormId, openDesk } from '../../support/tax-free/desk.ts';
import { registered } from '../../support/tax-free/webhooks.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});

const quietly = (work: FormWork, hasTime = () => true) => sweep({ work, hasTime, random: () => 0.5 });

async function silentForms(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) ids.push((await issuedForm(desk)).id);
  desk.clock.forward({ minutes: 2 });
  return ids;
}

describe('a sweep', () => {
  it('takes each due form in one Region only, and finds nothing when it comes again at once', async () => {
    await silentForms(5);
    const both = await Promise.all([quietly(desk.paris.work), quietly(desk.frankfurt.work)]);
    expect(both.reduce((sum, { taken }) => sum + taken, 0)).toBe(5);
    expect(await quietly(desk.paris.work)).toEqual({ due: 0, taken: 0, failed: 0, cutShort: false });
  });

  it('takes a form up again after the lease of a worker that died', async () => {
    const [id = ''] = await silentForms(1);
    expect((await desk.paris.work.forms.lease(id, desk.clock.now())).done).toBe(true);
    expect((await quietly(desk.frankfurt.work)).taken).toBe(0);
    desk.clock.forward({ seconds: 30 });
    expect((await quietly(desk.frankfurt.work)).taken).toBe(1);
  });

  it('goes on when one form cannot be worked on, and says so', async () => {
    await silentForms(3);
    const { work, troubles } = desk.paris;
    let broken = true;
    const take = async () => {
      if (!broken) return undefined;
      broken = false;
      throw new TypeError('broken');
    };
    expect(await quietly({ ...work, slips: { ...work.slips, take } })).toMatchObject({ due: 3, taken: 3 });
    expect(troubles.filter(({ trouble }) => trouble === 'work-failed')).toMatchObject([{ error: 'TypeError' }]);
  });

  it('begins with no form for which there is no time left', async () => {
    await silentForms(2);
    expect(await quietly(desk.paris.work, () => false)).toMatchObject({ due: 2, taken: 0, cutShort: true });
  });

  it('finds nothing of a form that rests', async () => {
    const { id } = await issuedForm(desk);
    await registered(desk.paris, id);
    await desk.paris.work.forms.giveUp({ formId: newFormId(), receipts: [] }, { at: desk.clock.now(), step: 's' });
    desk.clock.forward({ seconds: 11 });
    expect(await quietly(desk.paris.work)).toMatchObject({ due: 1, taken: 1 });
    desk.clock.forward({ seconds: 45 });
    expect((await quietly(desk.paris.work)).due).toBe(0);
  });
});
