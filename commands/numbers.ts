import { InvalidArgumentError } from 'commander';

const inRange =
  (smallest: number, expected: string) =>
  (text: string): number => {
    const number = Number(text);
    if (!/^\d{1,10}$/.test(text) || number < smallest) throw new InvalidArgumentError(`Expected ${expected}.`);
    return number;
  };

/** A whole number, 0 or more, as an option. */
export const wholeNumber = inRange(0, 'a whole number, 0 or more');

/** A whole number above 0, as an option. */
export const count = inRange(1, 'a whole number above 0');
