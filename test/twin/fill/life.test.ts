import { expect, test } from 'vitest';
import { createChainVerifier } from '../../../domain/chain/verify.ts';
import { formRecord } from '../../../lambdas/shared/form-work/form-record.ts';
import { chainPartition, storedEntry } from '../../../lambdas/shared/ledger-item.ts';
import { diceOf } from '../../../twin/drill/dice.ts';
import { storyClock } from '../../../twin/fill/clock.ts';
import { openDesk } from '../../../twin/fill/desk.ts';
import { live } from '../../../twin/fill/life.ts';
import { openTill } from '../../../twin/fill/till.ts';
import { stormKeys, stormPublicKey } from '../../../twin/storm/checkout/key.ts';

const key = async () => ({ id: 'key-1', key: new Uint8Array(32).fill(1) });
/** Over the end of a year, so that a day, a month and a year are closed. */
const OPEN = ['2025-12-30', '2025-12-31', '2026-01-01'].map((day) => ({
  from: new Date(`${day}T08:00:00Z`),
  to: new Date(`${day}T18:00:00Z`),
}));

async function lived(entries: number, forms: number) {
  const clock = storyClock();
  const desk = openDesk({ signing: stormKeys, fields: { fieldKey: key, fieldKeyOf: key } }, clock);
  const till = openTill('HAUSSMANN', 'S001', desk.checkout, clock);
  await live(till, desk, diceOf('fill'), clock, { entries, forms, open: OPEN });
  return { desk, till };
}

test('a till that lived three days has a chain that verifies, with returns and closings in it', async () => {
  const { desk } = await lived(600, 30);
  const verifier = createChainVerifier('HAUSSMANN', 'S001', () => stormPublicKey);
  const kinds: Record<string, number> = {};
  const items = desk.ledger.partition(chainPartition('HAUSSMANN', 'S001'));
  for (const stored of items.map(storedEntry)) {
    expect(verifier.accept(stored)).toBeUndefined();
    kinds[stored.entry.kind] = (kinds[stored.entry.kind] ?? 0) + 1;
  }
  expect(verifier.finish()).toBeUndefined();
  expect(items.length).toBeGreaterThanOrEqual(600);
  expect(kinds.closing).toBe(5);
  expect(kinds.return).toBeGreaterThan(5);
});

test('its travellers have as many forms as were asked for, at many places of their lives', async () => {
  const { desk } = await lived(300, 100);
  const forms = desk.forms.all().map(formRecord);
  expect(forms).toHaveLength(100);
  const states = new Set(forms.map(({ state }) => state));
  expect([...states]).toEqual(
    expect.arrayContaining(['validated', 'credited', 'cancelled', 'rejected', 'credit-refused', 'refund-owed']),
  );
});

test('the same seed tells the same story', async () => {
  const numbers = async () => (await lived(60, 5)).desk.ledger.all().map((item) => storedEntry(item).canonical);
  expect(await numbers()).toEqual(await numbers());
});
