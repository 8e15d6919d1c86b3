import type { RepairEvent } from './events.ts';

/** The event says nothing that can be done. The name is what a state machine catches. */
export class InvalidRepair extends Error {
  override readonly name = 'InvalidRepair';
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string' && value !== '';
const isInstant: Check = (value) =>
  typeof value === 'string' && value.includes('T') && !Number.isNaN(Date.parse(value));
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isTexts: Check = (value) => Array.isArray(value) && value.every(isText);
const isObjects: Check = (value) =>
  Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null);
const isBeside: Check = (value) => {
  const { ledger, devices, taken_at } = (value ?? {}) as Record<string, unknown>;
  return isText(ledger) && isText(devices) && isInstant(taken_at);
};

const ofPart = { run: isText, n: isCount, part: isTexts, beside: isBeside, trust_keys: isTexts };

/** What each step must be told. */
const MEMBERS: Readonly<Record<RepairEvent['step'], Readonly<Record<string, Check>>>> = {
  choose: { run: isText, before: isInstant },
  parts: { run: isText, beside: isBeside },
  compare: ofPart,
  plan: { run: isText, parts: isCount, beside: isBeside },
  ask: { run: isText, runbook: isText, token: isText, says: isText, until: isInstant },
  'put-back': ofPart,
  verify: ofPart,
  conclude: { run: isText, put_back: isObjects, verified: isObjects },
};

/** @throws InvalidRepair naming every member that is missing or wrong */
export function repairEvent(event: unknown): RepairEvent {
  const members = (event ?? {}) as Record<string, unknown>;
  const step = String(members.step);
  if (!Object.hasOwn(MEMBERS, step)) throw new InvalidRepair(`step is none of ${Object.keys(MEMBERS).join(', ')}`);
  const checks = MEMBERS[step as RepairEvent['step']];
  const wrong = Object.entries(checks).filter(([name, check]) => !check(members[name]));
  if (wrong.length > 0) throw new InvalidRepair(`${step}: wrong or missing ${wrong.map(([name]) => name).join(', ')}`);
  return members as unknown as RepairEvent;
}
