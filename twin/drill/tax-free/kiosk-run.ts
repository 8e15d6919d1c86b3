import { setTimeout as sleep } from 'node:timers/promises';
import type { Form, FormRequest, Quote } from '../../../api/generated/contract.ts';
import { type Kiosk, openKiosk, type ReadResult, type Region } from '../../../client/index.ts';
import type { DeviceFile } from '../../../commands/registry/devices.ts';
import type { Dice } from '../dice.ts';
import type { Purchase, ShopFloor } from './shop-floor.ts';
import { travellerOf } from './traveller.ts';

/** What a kiosk knows of one form it asked for. */
export interface FormAttempt {
  formId: string;
  receipts: string[];
  /** When the traveller pressed the button, milliseconds since 1970. */
  began_ms: number;
  /** Cents that the quote promised, where one was asked for. */
  quoted?: number;
  answer: 'issued' | 'refused' | 'unanswered';
  /** Cents that the answer promised. */
  refund?: number;
  problem?: string;
  /** State in which the kiosk saw it last. */
  seen?: string;
  cancellation?: 'accepted' | 'refused' | 'unanswered';
}

export interface KioskRunOptions {
  device: DeviceFile;
  regions: readonly Region[];
  floor: ShopFloor;
  dice: Dice;
  /** Takes the next form of the run; undefined when all are taken. */
  nextForm(): number | undefined;
}

/** How often things happen beside a plain refund. */
const SHARE = {
  grouped: 0.2,
  quoted: 0.3,
  rival: 0.06,
  returned: 0.08,
  cancelled: 0.03,
  withdrawn: 0.3,
  waiting: 0.06,
};

/** A traveller lays the passport and the receipts on the glass: at least so long, and at most so much longer. */
const SCANNING_MS = { least: 1_000, more: 3_000 };
/** How long a traveller stands at a kiosk for the money to come. */
const PATIENCE_MS = 25_000;
const POLL_MS = 2_000;

/** A form is sent until it is answered, through the loss of a Region. */
const ISSUE_TRIES = 8;

/** States in which a traveller need not wait any longer. */
const OVER = new Set([
  'credited',
  'validated',
  'rejected',
  'cancelled',
  'awaiting-customs',
  'credit-refused',
  'emergency',
]);
const isOver = ({ state }: Form): boolean => OVER.has(state);

/** A kiosk at work: one traveller after another, some of whom do what travellers do. */
export class KioskRun {
  readonly attempts: FormAttempt[] = [];
  /** Returns that raced a claim, by how they ended. */
  readonly returns = { recorded: 0, rejected: 0, refused: 0, unsettled: 0, offline: 0 };
  readonly #options: KioskRunOptions;
  readonly #kiosk: Kiosk;
  /** Waits in the service for changes; the others ask now and then, so that not every traveller holds a sandbox. */
  readonly #waits: boolean;

  constructor(options: KioskRunOptions) {
    this.#options = options;
    const { device, regions, dice } = options;
    this.#kiosk = openKiosk({ regions, device, random: dice.split('client').next });
    this.#waits = dice.next() < SHARE.waiting;
  }

  /** Works until the run's forms are taken. */
  async run(): Promise<void> {
    const { nextForm, floor, dice, device } = this.#options;
    for (let number = nextForm(); number !== undefined; number = nextForm()) {
      const purchases = floor.take(device.store, dice.next() < SHARE.grouped ? 2 + dice.below(2) : 1);
      if (purchases.length === 0) return;
      await sleep(SCANNING_MS.least + dice.below(SCANNING_MS.more));
      await this.#serve(`${device.deviceId}-${number}`, purchases);
    }
  }

  async #serve(mark: string, purchases: readonly Purchase[]): Promise<void> {
    const { dice } = this.#options;
    const chance = dice.next();
    const request = this.#request(mark, purchases);
    const returns = chance >= SHARE.rival && chance < SHARE.rival + SHARE.returned;
    const asks = !returns && dice.next() < SHARE.quoted;
    const quoted = asks ? await this.#quote(request) : undefined;
    const beside: Promise<unknown>[] = [];
    if (chance < SHARE.rival) beside.push(this.#issue(this.#request(`${mark}-rival`, purchases.slice(0, 1))));
    if (returns) beside.push(this.#return(purchases));
    const { attempt, form } = await this.#issue(request, quoted);
    const hasty = chance > 1 - SHARE.cancelled;
    if (form && !hasty) attempt.seen = (await this.#follow(form)).state;
    if (hasty || (attempt.seen === 'awaiting-customs' && dice.next() < SHARE.withdrawn)) await this.#cancel(attempt);
    await Promise.all(beside);
  }

  #request(mark: string, purchases: readonly Purchase[]): FormRequest {
    const receipts = purchases.map(({ receiptNumber }) => ({ number: receiptNumber }));
    return { ...travellerOf(mark, this.#options.dice), receipts };
  }

  async #quote({ receipts, mrz, residence, declarations, language }: FormRequest): Promise<number | undefined> {
    const quote = await this.#kiosk.quote({ receipts, mrz, residence, declarations, language });
    return quote.state === 'found' ? cardOffer(quote.value) : undefined;
  }

  async #issue(request: FormRequest, quoted?: number): Promise<{ attempt: FormAttempt; form?: Form }> {
    const attempt: FormAttempt = {
      formId: this.#kiosk.newFormId(),
      receipts: request.receipts.map(({ number }) => number),
      began_ms: Date.now(),
      answer: 'unanswered',
      ...(quoted === undefined ? {} : { quoted }),
    };
    this.attempts.push(attempt);
    const result = await this.#answered(attempt.formId, request);
    if (result.state === 'refused') Object.assign(attempt, { answer: 'refused', problem: result.problem.type });
    if (result.state !== 'found') return { attempt };
    Object.assign(attempt, { answer: 'issued', refund: result.value.refund, seen: result.value.state });
    return { attempt, form: result.value };
  }

  async #answered(id: string, request: FormRequest): Promise<ReadResult<Form>> {
    for (let tries = 1; ; tries++) {
      const result = await this.#kiosk.issue(id, request);
      if (result.state !== 'offline' || tries === ISSUE_TRIES) return result;
      await sleep(POLL_MS);
    }
  }

  async #follow(form: Form): Promise<Form> {
    if (this.#waits) return this.#kiosk.follow(form, isOver, PATIENCE_MS);
    const until_ms = Date.now() + PATIENCE_MS;
    let known = form;
    while (!isOver(known) && Date.now() < until_ms) {
      await sleep(POLL_MS * (0.5 + this.#options.dice.next()));
      const seen = await this.#kiosk.form(form.formId);
      if (seen.state === 'found') known = seen.value;
    }
    return known;
  }

  /** Hasty travellers mostly come too late or too early: a form whose credit is under way cannot be cancelled. */
  async #cancel(attempt: FormAttempt): Promise<void> {
    if (attempt.answer !== 'issued') return;
    await sleep(this.#options.dice.below(6_000));
    const result = await this.#kiosk.cancel(attempt.formId);
    attempt.cancellation = ({ found: 'accepted', refused: 'refused', offline: 'unanswered' } as const)[result.state];
  }

  async #return([purchase]: readonly Purchase[]): Promise<void> {
    const { dice, floor, device } = this.#options;
    if (purchase === undefined) return;
    await sleep(dice.below(150));
    this.returns[(await floor.takeBack(device.store, purchase, dice)).state] += 1;
  }
}

const cardOffer = ({ offers = [] }: Quote): number | undefined =>
  offers.find(({ method }) => method === 'card')?.refund;
