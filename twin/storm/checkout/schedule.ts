import { isPaidByVoucher } from '../../../domain/tender.ts';
import { type Air, airOf } from '../schedule/air.ts';
import { type Caller, createCaller } from '../schedule/caller.ts';
import { createRegion } from '../schedule/region.ts';
import type { Schedule } from '../schedule/schedule.ts';
import { createDatabase } from '../table/database.ts';
import { allReturned, nextReprint } from './last-wishes.ts';
import { brokenLaws, brokenVoucherLaw } from './laws.ts';
import { type LedgerView, viewOf } from './ledger-view.ts';
import { checkoutSandbox, LEDGER } from './sandbox.ts';
import { newTill, settle, type Till, type Wish } from './till.ts';
import { closing, nextWish, type Shelf, saleOnPaper, VOUCHER, voucherSale } from './wishes.ts';

/** Longer than a claim stands whose receipt never came. */
const HELD_MS = 3 * 60_000;

const TILLS = [
  ['HAUSSMANN', '1'],
  ['HAUSSMANN', '2'],
  ['LILLE', '1'],
] as const;

interface Shop {
  air: Air;
  call: Caller;
  ledger: LedgerView;
  shelf: Shelf;
  /** Whether customers of all tills hold copies of one voucher. */
  isCopied: boolean;
}

/** Sells once, then does some things more, most of them with the goods of all the tills' customers. */
async function live(till: Till, wishes: number, { air, call, ledger, shelf, isCopied }: Shop): Promise<void> {
  const { dice, time } = air;
  const carryOut = (wish: Wish) => settle(till, wish, call, ledger);
  const { wish, paper } = saleOnPaper(till, dice);
  shelf.push(paper);
  await carryOut(wish);
  for (let done = 0; done < wishes; done++) {
    await time.sleep(dice.below(100));
    await carryOut(nextWish(till, shelf, dice, ledger));
  }
  if (isCopied) await carryOut(voucherSale(till, true));
  if (dice.next() < 0.2) await carryOut(closing(till));
}

/** Repeats the last request of each till when all is quiet: it must still get the answer it had. */
async function repeatLast(tills: readonly Till[], call: Caller): Promise<void> {
  for (const { acknowledged, surprises } of tills) {
    const last = acknowledged.at(-1);
    const again = last && (await call(last.event));
    if (again && (again.statusCode !== 200 || again.body !== last.text))
      surprises.push(`a replay got another answer: ${again.statusCode} ${again.body}`);
  }
}

/**
 * At another till of each store, takes back whatever the recorded returns left of each sale, and reprints what a reprint took a number of that it
 * never used: no request that was refused or voided may stand in the way, however late its copies came and wherever they died.
 */
async function askForAll(others: readonly Till[], tills: readonly Till[], call: Caller, ledger: LedgerView) {
  const entries = tills.flatMap((till) => ledger.chain(till));
  for (const stored of entries) {
    const till = others.find(({ store }) => store === stored.entry.store);
    if (till === undefined) continue;
    for (const wish of [allReturned(till, stored, entries), nextReprint(till, stored, entries)])
      if (wish !== undefined) await settle(till, wish(), call, ledger);
  }
}

/** When nobody can be recording a sale any more, the voucher pays unless it has: whoever claimed it and died does not hold it for ever. */
async function payByVoucher(till: Till, tills: readonly Till[], { air, call, ledger }: Shop): Promise<void> {
  await air.time.sleep(HELD_MS);
  const isSpent = tills.some((one) => ledger.chain(one).some(({ entry }) => isPaidByVoucher(entry, VOUCHER)));
  await settle(till, voucherSale(till, isSpent), call, ledger);
}

/** Tills of two stores sell, take back, reprint and close while anything may happen between any two requests. */
export const checkoutSchedule: Schedule = async (seed, defect = (command) => command) => {
  const air = airOf(seed);
  const database = createDatabase([LEDGER]);
  const execute = (command: unknown) => database.execute(defect(command));
  const region = (name: string) => createRegion(name, air, () => checkoutSandbox(air, execute));
  const call = createCaller(air, [region('paris'), region('frankfurt')]);
  const ledger = viewOf(database.table(LEDGER));
  const shop: Shop = { air, call, ledger, shelf: [], isCopied: air.dice.split('voucher').next() < 0.3 };
  const tills = TILLS.slice(0, air.dice.pick([1, 2, 2, 3])).map(([store, till]) => newTill(store, till));
  await air.time.untilQuiet(Promise.all(tills.map((till) => live(till, air.dice.below(3), shop))));
  await air.time.untilQuiet(repeatLast(tills, call));
  const others = ['HAUSSMANN', 'LILLE'].map((store) => newTill(store, '9'));
  await air.time.untilQuiet(askForAll(others, tills, call, ledger));
  const [last = newTill('HAUSSMANN', '9')] = others;
  await air.time.untilQuiet(payByVoucher(last, tills, shop));
  const all = [...tills, ...others];
  return { broken: [...brokenLaws(all, ledger), ...brokenVoucherLaw(all, ledger)], faults: air.weather.log };
};
