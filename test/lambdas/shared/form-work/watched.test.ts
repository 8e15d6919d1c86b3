import { describe, expect, it } from 'vitest';
import { OutcomeUnknown } from '../../../../lambdas/shared/deadline.ts';
import type { Acknowledgement, Customs } from '../../../../lambdas/shared/form-work/ports.ts';
import { watchedCustoms } from '../../../../lambdas/shared/form-work/watched.ts';
import type { WorkLine } from '../../../../lambdas/shared/form-work/work-log.ts';

const form = { messageId: 'S01-1', formId: '01234567890123456789' };

function watched(answer: () => Promise<Acknowledgement>) {
  const lines: WorkLine[] = [];
  const customs: Customs = { create: answer, createFromSlip: answer, delete: answer };
  return { lines, customs: watchedCustoms(customs, (line) => lines.push(line)) };
}

describe('customs that are watched', () => {
  it('leave no line when they take a message in', async () => {
    const { lines, customs } = watched(async () => 'acknowledged');
    expect(await customs.delete(form)).toBe('acknowledged');
    expect(lines).toEqual([]);
  });

  it('leave one when they do not, and the answer stays what it was', async () => {
    const { lines, customs } = watched(async () => 'not-acknowledged');
    expect(await customs.delete(form)).toBe('not-acknowledged');
    expect(lines).toEqual([{ trouble: 'customs-failed', formId: form.formId, error: 'not-acknowledged' }]);
  });

  it('leave one when nobody knows, and the outcome stays unknown', async () => {
    const { lines, customs } = watched(async () => {
      throw new OutcomeUnknown('no answer');
    });
    await expect(customs.delete(form)).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(lines).toEqual([{ trouble: 'customs-failed', formId: form.formId, error: 'OutcomeUnknown' }]);
  });
});
