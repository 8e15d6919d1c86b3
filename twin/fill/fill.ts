import { diceOf } from '../drill/dice.ts';
import { tillNames } from '../drill/region-loss.ts';
import { workplaceOf } from '../stock.ts';
import type { Outside } from '../supervisor/outside.ts';
import { storyClock } from './clock.ts';
import { openDesk } from './desk.ts';
import { keysOf } from './keys.ts';
import { live, type OpeningHours } from './life.ts';
import { openTill } from './till.ts';
import { writeItems } from './write.ts';

export interface FillOptions {
  /** Entries of the ledger, at least. */
  entries: number;
  forms: number;
  seed: string;
  /** Begins the names of its tills: stories of one world need different ones. */
  series: string;
  open: readonly OpeningHours[];
  onProgress(line: string): void;
}

export interface Filled {
  entries: number;
  forms: number;
  tills: number;
}

const TILLS = 12;
const DAY_MS = 86_400_000;
/** Nine in the morning to seven in the evening in Paris, in UTC. */
const OPENS_MS = 8 * 3_600_000;
const CLOSES_MS = 18 * 3_600_000;

/** The opening hours of some days, up to the day before. */
export function daysBefore(until: Date, days: number): OpeningHours[] {
  const today_ms = Math.floor(until.getTime() / DAY_MS) * DAY_MS;
  return Array.from({ length: days }, (_, place) => {
    const day_ms = today_ms - (days - place) * DAY_MS;
    return { from: new Date(day_ms + OPENS_MS), to: new Date(day_ms + CLOSES_MS) };
  });
}

/**
 * Fills a stocked world with what two stores sell, by the deployed handlers over tables in memory, one till after another, whose items
 * are then written as they are. Tills and kiosks of the story are no enrolled devices: what they wrote is there, and nobody goes on.
 *
 * @throws Error with the answer, when a handler refuses something of the story
 */
export async function fillWorld(outside: Outside, options: FillOptions): Promise<Filled> {
  const { seed, series, open, onProgress } = options;
  const place = workplaceOf(outside);
  const keys = keysOf(place);
  const life = { open, entries: Math.ceil(options.entries / TILLS), forms: Math.ceil(options.forms / TILLS) };
  const started_ms = performance.now();
  let written = Promise.resolve();
  const filled = { entries: 0, forms: 0, tills: TILLS };
  for (const { store, till } of tillNames(TILLS)) {
    const clock = storyClock();
    const desk = openDesk(keys, clock);
    const story = openTill(store, `${series}${till}`, desk.checkout, clock);
    await live(story, desk, diceOf(`${seed}/${series}/${store}/${till}`), clock, life);
    const [entries, forms] = [desk.ledger.all(), desk.forms.all()];
    filled.entries += entries.length;
    filled.forms += forms.length;
    await written;
    written = writeItems(place.dynamodb, place.ledgerTable, entries).then(() =>
      writeItems(place.dynamodb, place.taxFreeTable, forms),
    );
    // Looked at before the next till is written; a story that breaks off meanwhile says why by itself.
    written.catch(() => undefined);
  }
  await written;
  const took_s = (performance.now() - started_ms) / 1000;
  onProgress(
    `${filled.entries} entries of ${TILLS} tills and ${filled.forms} forms are written (${took_s.toFixed(0)} s)`,
  );
  return filled;
}
