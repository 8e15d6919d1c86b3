import { costOf } from './cost/cost.ts';
import type { CloneDependencies } from './dependencies.ts';
import { type CloneEvent, parseEvent } from './events.ts';
import { comingTo } from './life/coming.ts';
import { dueClones, isBack } from './life/due.ts';
import type { CloneRecord } from './life/record.ts';
import { wayOf } from './life/way.ts';
import { held, mask } from './mask/mask.ts';
import { rekey } from './mask/rekey.ts';
import { shareOut } from './mask/share.ts';
import { namesOf } from './plan/clone-plan.ts';
import { plan } from './plan/plan.ts';
import { CloneRefused } from './refused.ts';

/** What a machine needs to know of a clone to repair or remove it. */
const seen = (record: CloneRecord, now: Date) => ({
  name: record.plan.name,
  state: record.state,
  run: record.run,
  attempt: record.attempt,
  way: wayOf(record, now),
  stack: record.plan.stack,
  tables: Object.values(namesOf(record.plan)),
  expires_at: record.plan.expires_at,
  cost: costOf(record.plan, record.rewritten, now),
});

async function known(name: string, { clones }: CloneDependencies): Promise<CloneRecord> {
  const record = await clones.read(name);
  if (record === undefined) throw new CloneRefused('WrongState', `there is no clone ${name}`);
  return record;
}

async function look(name: string, dependencies: CloneDependencies) {
  const record = await known(name, dependencies);
  return { ...seen(record, dependencies.now()), is_back: await isBack(record, dependencies) };
}

async function due(dependencies: CloneDependencies) {
  const { records, withoutRecord } = await dueClones(dependencies);
  const clones = records.map((record) => ({
    ...seen(record, dependencies.now()),
    is_back: record.state === 'removed',
  }));
  return { clones, without_record: withoutRecord };
}

const coming = async (name: string, dependencies: CloneDependencies) => ({
  restores: await comingTo(await known(name, dependencies), dependencies.listRunningRestores),
});

function answered(event: CloneEvent, dependencies: CloneDependencies, isTimeUp: () => boolean): Promise<object> {
  const { clones, rows, now } = dependencies;
  switch (event.step) {
    case 'plan':
      return plan(event, dependencies);
    case 'mark': {
      const { name, run, to, instead_of, url } = event;
      const holder = instead_of === undefined ? { run } : { run, instead_of };
      return clones.mark(name, to, holder, url).then((record) => seen(record, now()));
    }
    case 'rekey':
      return held(event, dependencies).then((record) => rekey(record, dependencies));
    case 'share':
      return held(event, dependencies).then((record) => shareOut(rows, namesOf(record.plan)));
    case 'mask':
      return mask(event, dependencies, isTimeUp);
    case 'masked':
      return clones.forgetMaskingKey(event.name, event.run, event.rewritten).then(() => ({}));
    case 'look':
      return look(event.name, dependencies);
    case 'coming':
      return coming(event.name, dependencies);
    case 'due':
      return due(dependencies);
  }
}

/** How long before Lambda ends the function a part comes to an end by itself. */
const SPARE_MS = 30_000;

/** The function behind the machines of clones: plans them, masks them, keeps what is known of them. */
export const createClone =
  (dependencies: CloneDependencies) =>
  async (event: unknown, context?: { getRemainingTimeInMillis(): number }): Promise<object> =>
    answered(parseEvent(event), dependencies, () => (context?.getRemainingTimeInMillis() ?? SPARE_MS + 1) < SPARE_MS);
