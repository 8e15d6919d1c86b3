import { describe, expect, it } from 'vitest';
import { faultAt } from '../../../domain/evacuation/fault.ts';

const now = new Date('2026-11-24T04:05:00.000Z');
const at = (time: string): string => `2026-11-24T${time}.000Z`;

describe('the clock of a failover', () => {
  it('starts when somebody knows of the fault', () => {
    expect(faultAt({ fault_at: at('04:01:00'), last_well_at: at('04:00:30'), now })).toBe(at('04:01:00'));
  });

  it('starts with the last good sale before the alarm', () => {
    const clues = { detected_at: at('04:04:00'), lost_for_s: 120, last_well_at: at('04:01:30'), now };
    expect(faultAt(clues)).toBe(at('04:01:30'));
    expect(faultAt({ last_well_at: at('04:01:30'), now })).toBe(at('04:01:30'));
  });

  it('starts before the alarm by what it took to go off, when the watch says nothing of use', () => {
    const alarm = { detected_at: '2026-11-24T04:04:00.000+0000', lost_for_s: 120, now };
    expect(faultAt(alarm)).toBe(at('04:02:00'));
    expect(faultAt({ ...alarm, last_well_at: at('01:00:00') })).toBe(at('04:02:00'));
    expect(faultAt({ ...alarm, last_well_at: at('04:04:30') })).toBe(at('04:02:00'));
  });

  it('does not start with what nobody can read', () => {
    expect(faultAt({ fault_at: 'noon', detected_at: 'soon', now })).toBeUndefined();
    expect(faultAt({ now })).toBeUndefined();
  });
});
