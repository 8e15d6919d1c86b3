import type { Sale } from '../../client/index.ts';
import { amountDue, leftOf } from '../../domain/return.ts';
import { parisDate } from '../../domain/tax-free/paris.ts';
import type { Dice } from '../drill/dice.ts';
import { customerSale } from '../drill/goods.ts';
import { purchaseOf } from '../drill/tax-free/purchase.ts';
import type { StoryClock } from './clock.ts';
import type { Desk } from './desk.ts';
import type { StoryTill } from './till.ts';
import { serveTraveller } from './traveller.ts';

/** What a till lives through: so many entries and forms, spread over so many days. */
export interface Life {
  entries: number;
  forms: number;
  /** When the shop is open, in order; each time ends with a closing of its day. */
  open: readonly OpeningHours[];
}

export interface OpeningHours {
  from: Date;
  to: Date;
}

const SHARE_RETURNED = 0.04;

/** Goods that may still come back: the receipt's number and the cents due for one piece of its first line. */
interface Returnable {
  number: string;
  amount: number;
  /** The sale's card payment. */
  reference: string;
}

interface Story {
  till: StoryTill;
  desk: Desk;
  dice: Dice;
  clock: StoryClock;
  shelf: Returnable[];
}

async function sellToCustomer({ till, dice, shelf }: Story): Promise<void> {
  const reference = `${till.store}.${till.till}.${till.entries() + 1}`;
  const { number, entry } = await till.sell(customerSale(till.store, reference, dice));
  const [first] = entry.kind === 'sale' ? leftOf(entry) : [];
  if (first !== undefined && dice.next() < SHARE_RETURNED)
    shelf.push({ number, amount: amountDue(first, 1), reference });
}

/** Cents that a form must exceed (domain/tax-free/rules/receipts.ts). */
const LEAST_GROSS = 10_000;

/** Cents of the lines that count for a form: tobacco never does. */
const qualifyingGross = ({ lines }: Sale): number =>
  lines
    .filter(({ category }) => category === undefined)
    .reduce((sum, { quantity, unitPrice, discount }) => sum + quantity * unitPrice - (discount?.amount ?? 0), 0);

/** @returns whether a form was made of the purchase: a few are too cheap for one */
async function sellToTraveller({ till, desk, dice, clock }: Story): Promise<boolean> {
  const sale = purchaseOf(till.store, `traveller.${till.entries() + 1}`, dice);
  const { number } = await till.sell(sale);
  const isEnough = qualifyingGross(sale) > LEAST_GROSS;
  if (isEnough) await serveTraveller(till.store, number, desk, dice, clock);
  return isEnough;
}

/** Closes the day on which the last was sold, as a clock in Paris shows it. A month or year is closed when the shop opens in the next. */
async function closePeriods({ till, clock }: Story, next: OpeningHours | undefined): Promise<void> {
  const date = parisDate(clock.now());
  await till.close(date);
  const after = next === undefined ? date : parisDate(next.from);
  if (next && after.slice(0, 7) !== date.slice(0, 7)) clock.set(next.from);
  if (after.slice(0, 7) !== date.slice(0, 7)) await till.close(date.slice(0, 7));
  if (after.slice(0, 4) !== date.slice(0, 4)) await till.close(date.slice(0, 4));
}

const isDue = (done: number, of: number, share: number): boolean => done < Math.round(of * share);

/** Lives a till's days: customers, travellers with their forms, goods that come back, a closing each evening. */
export async function live(till: StoryTill, desk: Desk, dice: Dice, clock: StoryClock, life: Life): Promise<void> {
  const story: Story = { till, desk, dice, clock, shelf: [] };
  let forms = 0;
  for (const [place, hours] of life.open.entries()) {
    const share = (place + 1) / life.open.length;
    const left = Math.round(life.entries * share) - 1 - till.entries();
    const opened_ms = hours.from.getTime();
    for (let entry = 0; entry < left; entry++) {
      clock.set(new Date(opened_ms + Math.floor(((hours.to.getTime() - opened_ms) * entry) / left)));
      const returned = dice.next() < SHARE_RETURNED ? story.shelf.shift() : undefined;
      if (isDue(forms, life.forms, share)) {
        forms += (await sellToTraveller(story)) ? 1 : 0;
      } else if (returned) await till.takeBack(returned.number, returned.amount, returned.reference);
      else await sellToCustomer(story);
    }
    await closePeriods(story, life.open[place + 1]);
  }
}
