import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Dice, diceOf } from '../dice.ts';
import type { FormAttempt } from '../tax-free/kiosk-run.ts';
import { KioskRun } from '../tax-free/kiosk-run.ts';
import { ShopFloor } from '../tax-free/shop-floor.ts';
import { type TillRecord, TillRun } from '../till-run.ts';
import { cachedNames, followingFetch } from './cached-names.ts';
import { Prober } from './prober.ts';
import type { DrillWorld } from './world.ts';

/** Between two customers of a till. */
const PAUSE_MS = 400;
const PROBE_MS = 250;
const OPENING_MS = 250;
/** What travellers brought along when the kiosks open. */
const PURCHASES_A_KIOSK = 40;
const FLUSH_MS = 60_000;

/** What was handed out, and what is still in queues. */
export interface Sold {
  records: readonly TillRecord[];
  follower: TillRecord;
  queued: readonly string[];
  attempts: readonly FormAttempt[];
}

/** Customers and travellers at two stores, from opening to closing. */
export class Traffic {
  readonly prober: Prober;
  readonly #world: DrillWorld;
  readonly #dice: Dice;
  readonly #tills: readonly TillRun[];
  readonly #follower: TillRun;
  #floor: ShopFloor | undefined;
  #kiosks: readonly KioskRun[] = [];
  #isOpen = true;
  #number = 0;
  #atWork: Promise<string[]>[] = [];
  #refunding: Promise<void>[] = [];

  constructor(world: DrillWorld, seed: string) {
    this.#world = world;
    this.#dice = diceOf(`${seed}/traffic`);
    const { names, tills, follower, twin } = world;
    const { address } = names.route53;
    const journals = mkdtempSync(join(tmpdir(), 'tills-'));
    const parts = (device: DrillWorld['follower']) => ({
      device,
      directory: join(journals, device.deviceId),
      dice: this.#dice.split(device.deviceId),
      nextReceipt: this.#next,
      pause_ms: PAUSE_MS,
    });
    this.#tills = tills.map((device) => new TillRun({ ...parts(device), regions: twin.regions }));
    const through = followingFetch(cachedNames(address));
    const regions = [{ name: 'public', url: names.publicUrl }];
    this.#follower = new TillRun({ ...parts(follower), regions, through });
    const url = `${names.publicUrl}/v1/health?deep=true`;
    this.prober = new Prober({ url, names: cachedNames(address), every_ms: PROBE_MS });
  }

  /** Opens tills one after another, sells what travellers will bring, and starts; resolves when everybody is at work. */
  async start(): Promise<void> {
    const { floor, kiosks, twin } = this.#world;
    for (const till of [...this.#tills, this.#follower]) await till.open();
    this.#floor = await ShopFloor.open(floor, twin.regions, this.#dice.split('floor'));
    await this.#floor.sell(kiosks.length * PURCHASES_A_KIOSK);
    this.prober.start();
    for (const till of [...this.#tills, this.#follower]) {
      this.#atWork.push(till.run(FLUSH_MS));
      await sleep(OPENING_MS);
    }
    const { regions } = twin;
    const shop = this.#floor;
    const nextForm = this.#next;
    this.#kiosks = kiosks.map(
      (device) => new KioskRun({ device, regions, floor: shop, dice: this.#dice.split(device.deviceId), nextForm }),
    );
    this.#refunding = this.#kiosks.map((kiosk) => kiosk.run());
  }

  /** No new customers; resolves when the last is served and queues are sent, as far as somebody answers. */
  async stop(): Promise<Sold> {
    this.#isOpen = false;
    const queued = (await Promise.all(this.#atWork)).flat();
    await Promise.all(this.#refunding);
    await Promise.all([...this.#tills, this.#follower].map((till) => till.close()));
    await this.#floor?.close();
    this.prober.stop();
    return {
      records: this.#tills.map(({ record }) => record),
      follower: this.#follower.record,
      queued,
      attempts: this.#kiosks.flatMap(({ attempts }) => attempts),
    };
  }

  readonly #next = (): number | undefined => (this.#isOpen ? ++this.#number : undefined);
}
