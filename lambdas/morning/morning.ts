import { type MorningEvent, morningEvent } from './asked.ts';
import type { MorningDependencies } from './dependencies.ts';
import { expect } from './expect.ts';
import { tableFidelity } from './fidelity.ts';
import { record } from './record.ts';
import { report } from './report.ts';
import { safetySettings } from './settings.ts';

function answer(event: MorningEvent, dependencies: MorningDependencies): Promise<unknown> {
  switch (event.step) {
    case 'settings':
      return safetySettings(dependencies);
    case 'expect':
      return expect(event, dependencies);
    case 'fidelity':
      return tableFidelity(event, dependencies);
    case 'record':
      return record(event, dependencies);
    case 'report':
      return report(event, dependencies);
  }
}

/** The steps of the restore test that are not the service's: what is expected, what settings are lost, verdicts, the ledger, the report. */
export const createMorning =
  (dependencies: MorningDependencies) =>
  async (event: unknown): Promise<unknown> =>
    answer(morningEvent(event), dependencies);
