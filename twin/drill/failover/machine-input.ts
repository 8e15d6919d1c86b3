import type { DrillWorld } from './world.ts';

/** What the failover machine is started with. */
export interface MachineInput {
  /** AWS name of the Region to leave. */
  region: string;
  mode: 'drill' | 'real';
  /** ISO 8601. */
  fault_at: string;
  reason: string;
  /** Seconds that a person has to answer, and what happens without an answer; settings say it when these do not. */
  approval_seconds?: number;
  without_answer?: 'abort' | 'go-on';
}

/** A drill's input: nobody is asked. */
export const inputOf = ({ lost }: DrillWorld, faultAt: Date): MachineInput => ({
  region: lost,
  mode: 'drill',
  fault_at: faultAt.toISOString(),
  reason: 'drill on the twin',
});
