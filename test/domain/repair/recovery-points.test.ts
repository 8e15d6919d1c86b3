import { expect, it } from 'vitest';
import { latestBefore, type WholePoint } from '../../../domain/repair/recovery-points.ts';

const point = (vault: string, kind: WholePoint['kind'], hour: string): WholePoint => ({
  ...{ vault, kind },
  recovery_point: `${vault}/${kind}/${hour}`,
  taken_at: `2026-11-24T${hour}:00:00.000Z`,
});
const POINTS = ['01', '02', '03'].flatMap((hour) => [
  point('backup', 'ledger', hour),
  point('tape', 'ledger', hour),
  point('backup', 'devices', hour),
]);

it('the latest recovery point that is not after the instant is taken, from the tape where both have it', () => {
  const { ledger, devices } = latestBefore(POINTS, '2026-11-24T02:59:00.000Z', 'tape');
  expect([ledger.recovery_point, devices.recovery_point]).toEqual(['tape/ledger/02', 'backup/devices/02']);
  expect(latestBefore(POINTS, '2026-11-24T03:00:00.000Z', 'tape').ledger.recovery_point).toBe('tape/ledger/03');
});

it('no recovery point from before is said by the name of the table', () => {
  expect(() => latestBefore(POINTS, '2026-11-24T00:00:00.000Z', 'tape')).toThrow('recovery point of ledger');
});
