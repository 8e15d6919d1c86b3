import { type Dice, diceOf } from '../../drill/dice.ts';
import { createTime, type Time } from './time.ts';
import { type Weather, weatherOf } from './weather.ts';

/** What all actors of a schedule share: its time, its chance and its weather. All of it follows from the seed. */
export interface Air {
  time: Time;
  dice: Dice;
  weather: Weather;
  /** The instant as handlers tell it. */
  today(): Date;
}

const MORNING = Date.parse('2026-11-24T09:30:00Z');

export function airOf(seed: string): Air {
  const dice = diceOf(seed);
  const time = createTime();
  return { time, dice, weather: weatherOf(dice.split('weather')), today: () => new Date(MORNING + time.now()) };
}
