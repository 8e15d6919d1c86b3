import { NEVER_LEFT, type Traffic } from '../../../domain/traffic/traffic.ts';
import type { EvacuationDependencies } from '../../../lambdas/evacuation/dependencies.ts';
import type { Notes } from '../../../lambdas/evacuation/notes.ts';
import type { Answer, Outside } from '../../../lambdas/evacuation/outside.ts';

export const OWN = 'eu-central-1';
export const OTHER = 'eu-west-3';
export const STARTED = new Date('2026-11-24T04:00:00.000Z');

export const WELL: Answer = { ok: true, says: 'answered 200', region: OWN };
export const SILENT: Answer = { ok: false, says: 'gave no answer: timeout' };

const outside: Outside = {
  canary: async (url) => (url === 'own' ? WELL : SILENT),
  whoAnswers: async () => WELL,
  evacuated: async () => true,
};

/** The other Region was left, and serves nothing. */
export const LEFT: Traffic = {
  revision: 1,
  regions: { [OWN]: NEVER_LEFT, [OTHER]: { serves: 'none', by: 'a failover', game_day: 'none' } },
};

/** Notes that forget everything. */
const forgetful: Notes = {
  present: async () => undefined,
  version: async () => undefined,
  ask: async () => undefined,
  keep: async () => undefined,
  last: async () => [],
  count: async () => undefined,
};

/** What is different in a test; each room by its own members. */
export interface Different {
  readonly outside?: Partial<Outside>;
  readonly notes?: Partial<Notes>;
  readonly rest?: Partial<EvacuationDependencies>;
}

/** A Region that is well, beside one that is silent and was left; its clock goes on by what it sleeps. */
export function place(different: Different = {}) {
  const said: object[] = [];
  let now_ms = STARTED.getTime();
  const dependencies: EvacuationDependencies = {
    region: OWN,
    otherRegion: OTHER,
    urls: { public: 'public', own: 'own', other: 'other' },
    outside: { ...outside, ...different.outside },
    traffic: async () => LEFT,
    notes: { ...forgetful, ...different.notes },
    tills: { heads: async () => [], missing: async () => [], lastSale: async () => STARTED.toISOString() },
    rules: { concurrency: { quota: 10, needed: 5 }, peakHours: { from: 10, to: 20 } },
    morning: async () => ({ colour: 'green' }),
    overdue: async () => 0,
    now: () => new Date(now_ms),
    sleep: async (ms) => {
      now_ms += ms;
    },
    emit: (measured) => said.push(measured),
    ...different.rest,
  };
  return { dependencies, said, seconds: () => (now_ms - STARTED.getTime()) / 1000 };
}
