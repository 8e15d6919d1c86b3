/**
 * The clock of a twin: the machine's, moved by so many milliseconds, on which it runs on. Every process of a twin has the same one: the first
 * sets it, and the others load this file before anything else (`NODE_OPTIONS`) and find the distance in their environment.
 *
 * Only what tells the time of day moves. Timers, `performance.now()` and `process.hrtime()` measure how long something takes, and are left alone.
 */

const OFFSET_VARIABLE = 'PERMANENCE_CLOCK_OFFSET_MS';

/** One for a process, however often this file is loaded: test runners load it beside Node. */
const PLACE: unique symbol = Symbol.for('permanence.clock');

interface Shift {
  offset_ms: number;
}

const place = globalThis as typeof globalThis & { [PLACE]?: Shift };

/** Replaces what tells the time of day by what tells it so much later. A function that somebody took from it before keeps the machine's time. */
function replaceDate(): Shift {
  const shift: Shift = { offset_ms: 0 };
  const machine = globalThis.Date;
  const machineNow = machine.now;
  const now = (): number => machineNow() + shift.offset_ms;
  machine.now = now;
  globalThis.Date = new Proxy(machine, {
    construct: (target, words, newTarget) => Reflect.construct(target, words.length === 0 ? [now()] : words, newTarget),
    apply: () => new machine(now()).toString(),
  });
  machine.prototype.constructor = globalThis.Date;
  return shift;
}

function shiftBy(offset_ms: number): void {
  place[PLACE] ??= replaceDate();
  place[PLACE].offset_ms = offset_ms;
}

/** Milliseconds by which this process's clock is ahead of the machine's; negative when it is behind. */
export const clockOffset_ms = (): number => place[PLACE]?.offset_ms ?? 0;

/**
 * What a process needs in its environment to have the clock of this one; nothing when that is the machine's. A process that is started
 * with the whole environment of this one has it by itself.
 */
export function clockEnvironment(): Record<string, string> {
  if (clockOffset_ms() === 0) return {};
  return { [OFFSET_VARIABLE]: String(clockOffset_ms()), NODE_OPTIONS: `--import=${import.meta.url}` };
}

/** From now on it is `at` in this process, and in all that it starts. */
export function setClock(at: Date): void {
  shiftBy(clockOffset_ms() + at.getTime() - Date.now());
  const { NODE_OPTIONS: options = '' } = process.env;
  const { NODE_OPTIONS: preload = '', ...own } = clockEnvironment();
  const isLoaded = options.split(' ').includes(preload);
  Object.assign(process.env, own, isLoaded ? {} : { NODE_OPTIONS: `${options} ${preload}`.trim() });
}

const inherited = process.env[OFFSET_VARIABLE];
if (inherited !== undefined && place[PLACE] === undefined) shiftBy(Number(inherited));
