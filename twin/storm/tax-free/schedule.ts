import { formatReceiptNumber } from '../../../domain/receipt-number.ts';
import { type FormRecord, formRecord } from '../../../lambdas/shared/form-work/form-record.ts';
import { brokenLaws } from '../checkout/laws.ts';
import { type LedgerView, viewOf } from '../checkout/ledger-view.ts';
import { LEDGER } from '../checkout/sandbox.ts';
import { newTill, settle, type Till } from '../checkout/till.ts';
import { dearSale, returned, type Shelf } from '../checkout/wishes.ts';
import { type Air, airOf } from '../schedule/air.ts';
import { type Caller, createCaller } from '../schedule/caller.ts';
import type { Process } from '../schedule/process.ts';
import { createRegion } from '../schedule/region.ts';
import type { Schedule } from '../schedule/schedule.ts';
import { createDatabase } from '../table/database.ts';
import { createAcquirerHouse } from './acquirer.ts';
import { createCustomsOffice } from './customs.ts';
import { cancel, issue, newFormId, type Told } from './kiosk.ts';
import { brokenTaxFreeLaws } from './laws.ts';
import { sweepUntilQuiet } from './sweeper.ts';
import { createTeller } from './teller.ts';
import { FORMS, formWorkOf, type Surroundings, shopSandbox } from './work.ts';

const INDEXES = { due: { partition: 'dueShard', sort: 'dueAt' } };

/** Emergency slip numbers that customs gave. */
const SLIPS = { pk: { S: 'SLIPS#typical' }, sk: { S: 'SLIPS' }, next: { N: '1' }, last: { N: '99' } };

interface Shop {
  air: Air;
  call: Caller;
  ledger: LedgerView;
  shelf: Shelf;
  told: Told[];
}

/** A till sells, and takes goods back while kiosks want them on forms. */
async function sellAndTakeBack(till: Till, { air, call, ledger, shelf }: Shop): Promise<void> {
  const { dice, time } = air;
  for (let sold = 0; sold < 2; sold++) {
    await settle(till, dearSale(till, dice), call, ledger);
    shelf.push({ store: till.store, till: till.till, sequence: till.sequence });
  }
  for (let asked = dice.below(3); asked > 0; asked--) {
    await time.sleep(dice.below(5_000));
    const wish = returned(till, shelf, dice, ledger);
    if (wish !== undefined) await settle(till, wish, call, ledger);
  }
}

const CHANCE = { grouped: 0.4, cancels: 0.25 };
const TRAVELLERS_WITHIN_MS = 10_000;
const CANCELS_WITHIN_MS = 120_000;

/** A traveller wants some receipts on a form; now and then the goods go back to the shop and the form is cancelled. */
async function serveTraveller({ air, call, shelf, told }: Shop): Promise<void> {
  const { dice, time } = air;
  await time.sleep(dice.below(TRAVELLERS_WITHIN_MS));
  if (shelf.length === 0) return;
  const places = dice.next() < CHANCE.grouped ? shelf.slice(0, 2) : [dice.pick(shelf)];
  const id = newFormId(dice);
  const answer = await issue(id, places.map(formatReceiptNumber), call);
  told.push(answer);
  if (answer.form === undefined || dice.next() >= CHANCE.cancels) return;
  await time.sleep(dice.below(CANCELS_WITHIN_MS));
  await cancel(id, call);
}

/** Receipts that are claimed for a form that was never issued. */
const looselyClaimed = ({ ledger, shelf }: Shop, forms: readonly FormRecord[]): Shelf =>
  shelf.filter((place) => {
    const claim = ledger.entry(place)?.claim;
    return claim !== undefined && !forms.some(({ formId }) => formId === claim.form);
  });

/** How long a kiosk in the middle of issuing a form is left alone (lambdas/tax-free/claim.ts). */
const LEFT_ALONE_MS = 2 * 60_000;

/** Whoever comes when a kiosk was left alone long enough gets what it claimed. */
async function serveLatecomers(shop: Shop, forms: readonly FormRecord[]): Promise<string[]> {
  const broken: string[] = [];
  await shop.air.time.sleep(LEFT_ALONE_MS);
  for (const place of looselyClaimed(shop, forms)) {
    const told = await issue(newFormId(shop.air.dice), [formatReceiptNumber(place)], shop.call);
    shop.told.push(told);
    if (told.status === 409) broken.push(`${formatReceiptNumber(place)} is claimed for nothing and stays so`);
  }
  return broken;
}

/** Kiosks issue forms on receipts of which tills take goods back, customs and the acquirer answer when they like, and anything may happen. */
export const taxFreeSchedule: Schedule = async (seed, defect = (command) => command) => {
  const air = airOf(seed);
  const database = createDatabase([LEDGER, FORMS], INDEXES);
  database.table(FORMS).put(SLIPS);
  const around: Surroundings = {
    execute: (command) => database.execute(defect(command)),
    customs: (process) => customs.seenBy(process),
    acquirer: (process) => acquirer.seenBy(process),
  };
  const workOf = (process: Process) => formWorkOf(process, air, around);
  const region = (name: string) => createRegion(name, air, () => shopSandbox(air, around));
  const regions = [region('paris'), region('frankfurt')] as const;
  const tell = createTeller(air, regions, workOf);
  const customs = createCustomsOffice(air, tell);
  const acquirer = createAcquirerHouse(air, tell);
  const ledger = viewOf(database.table(LEDGER));
  const forms = (): FormRecord[] =>
    database
      .table(FORMS)
      .all()
      .flatMap((item) => (item.sk?.S === 'FORM' ? [formRecord(item)] : []));

  const shop: Shop = { air, call: createCaller(air, regions), ledger, shelf: [], told: [] };
  const tills = [newTill('HAUSSMANN', '1')];
  const people = Promise.all([
    ...tills.map((till) => sellAndTakeBack(till, shop)),
    ...Array.from({ length: 1 + air.dice.below(3) }, () => serveTraveller(shop)),
  ]);
  let areServed = false;
  void people.then(() => {
    areServed = true;
  });
  const sweeping = () => sweepUntilQuiet(air, regions, workOf, forms, () => areServed, acquirer.lastWord);
  const stuck = await air.time.untilQuiet(Promise.all([people, sweeping()]).then(([, late]) => late));
  const latecomers = serveLatecomers(shop, forms());
  const late = await air.time.untilQuiet(Promise.all([latecomers, latecomers.then(sweeping)]));
  const world = { forms: forms(), books: acquirer.books, records: customs.records, told: shop.told, ledger };
  const broken = [...stuck, ...late.flat(), ...brokenLaws(tills, ledger), ...brokenTaxFreeLaws(world)];
  return { broken, faults: air.weather.log };
};
