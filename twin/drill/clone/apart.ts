import type { FormRequest } from '../../../api/generated/contract.ts';
import { deviceIdentity, openKiosk, type ReadResult, systemClock } from '../../../client/index.ts';
import { type DeviceFile, enrolDevice } from '../../../commands/registry/devices.ts';
import type { Clone } from '../../runbook/clone.ts';
import type { Twin } from '../../supervisor/twin.ts';
import { diceOf } from '../dice.ts';
import { ShopFloor } from '../tax-free/shop-floor.ts';
import { travellerOf } from '../tax-free/traveller.ts';
import { callsOfClone } from './outside-calls.ts';
import type { Place } from './place.ts';

/** How far a clone and its original are apart. */
export interface Apart {
  /** Devices of the original that asked the clone, and how many of them it turned away. */
  readonly asked: number;
  readonly refused: number;
  /** Whether the original turns a device of the clone away. */
  readonly stranger_refused: boolean;
  /** Receipts that the clone sold to a device of its own. */
  readonly sold: number;
  /** How a form that the clone issued stands: it is to be on its way to customs that it cannot reach. */
  readonly form: string;
  /** What customs and the acquirer know of the clone. */
  readonly outside_calls: number;
}

const PATIENCE_MS = 10_000;
const SOLD = 2;
const TRIES = 4;

/** Whether an API turns a device away that asks for the head of its till. */
async function turnsAway(url: string, { deviceId, privateKey, store, till }: DeviceFile): Promise<boolean> {
  const bearer = deviceIdentity(deviceId, privateKey, systemClock).bearer();
  const { status } = await fetch(`${url}/v1/stores/${store}/tills/${till}/head`, {
    headers: { authorization: `Bearer ${bearer}` },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return status === 401 || status === 403;
}

/** A device that the clone knows and the original does not. */
const enrolled = ({ work }: Place, clone: Clone, name: Omit<DeviceFile, 'privateKey'>): Promise<DeviceFile> =>
  enrolDevice({ ...work, devicesTable: clone.tables.devices }, name, new Date());

async function issued(kiosk: ReturnType<typeof openKiosk>, request: FormRequest): Promise<string> {
  const id = kiosk.newFormId();
  let result: ReadResult<{ state: string }> = await kiosk.issue(id, request);
  for (let tries = 1; result.state === 'offline' && tries < TRIES; tries++) result = await kiosk.issue(id, request);
  if (result.state === 'found') return result.value.state;
  return result.state === 'refused' ? `refused: ${result.problem.type}` : 'unanswered';
}

/** Sells and refunds through the clone's own API, as its only till. */
async function serve(till: DeviceFile, kiosk: DeviceFile, { url }: Clone): Promise<{ sold: number; form: string }> {
  const regions = [{ name: 'clone', url }];
  const dice = diceOf('clone');
  const floor = await ShopFloor.open([till], regions, dice);
  await floor.sell(SOLD);
  const bought = floor.take(till.store, SOLD);
  const receipts = bought.map(({ receiptNumber }) => ({ number: receiptNumber }));
  const form = await issued(openKiosk({ regions, device: kiosk }), { ...travellerOf('clone', dice), receipts });
  await floor.close();
  return { sold: bought.length, form };
}

/** Devices knock at the wrong door, and the clone serves with nobody outside to talk to. */
export async function keptApart(
  twin: Twin,
  place: Place,
  clone: Clone,
  devices: readonly DeviceFile[],
): Promise<Apart> {
  const turnedAway: boolean[] = [];
  for (const device of devices) turnedAway.push(await turnsAway(clone.url, device));
  const store = 'HAUSSMANN';
  const till = await enrolled(place, clone, { deviceId: 'CLONE-T1', role: 'till', store, till: '990' });
  const kiosk = await enrolled(place, clone, { deviceId: 'CLONE-K1', role: 'kiosk', store, till: 'K90' });
  const originals = await Promise.all(twin.regions.map(({ url }) => turnsAway(url, till)));
  return {
    asked: turnedAway.length,
    refused: turnedAway.filter(Boolean).length,
    stranger_refused: originals.every(Boolean),
    ...(await serve(till, kiosk, clone)),
    outside_calls: await callsOfClone(twin, place, clone),
  };
}
