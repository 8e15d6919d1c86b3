import { InvalidArgumentError } from 'commander';
import { textViolations } from '../domain/text.ts';

/** Refuses texts that no evidence, receipt or screen may hold, wherever in a value they stand. @throws InvalidArgumentError saying which */
export function plainTexts<T>(value: T): T {
  const [first] = textViolations(value);
  if (first === undefined) return value;
  const where = first.at === '' ? '' : `${first.at}: `;
  throw new InvalidArgumentError(`${where}found ${first.found}. ${first.detail}`);
}

/** A text that is typed, as an option takes it. */
export const plainText = (text: string): string => plainTexts(text);
