import type { DrillWorld } from './world.ts';

/** An alarm that went off. */
export interface Alarmed {
  readonly name: string;
  readonly at: Date;
}

/** Resolves when the survivor's alarms are at rest. */
export async function quiet(_world: DrillWorld): Promise<void> {}

/** Waits for the survivor's alarm about the lost Region. */
export async function alarmAfter(_world: DrillWorld, _faultAt: Date): Promise<Alarmed> {
  return { name: 'none yet', at: new Date() };
}
