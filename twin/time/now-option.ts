/**
 * Sets the clock by `--now 2027-02-28T23:58:00Z`, for what `npm start`, drills and runbooks on a twin of their own run: first of all imports, so
 * that no module takes the machine's time before. The commands declare the option, for their help; it has already been obeyed then.
 */
import { momentOf } from './moment.ts';
import { setClock } from './shifted-clock.ts';

/** @returns what is said with `--now`, in either form; undefined when it is not there */
function saidNow(words: readonly string[]): string | undefined {
  const place = words.findIndex((word) => /^--now(=|$)/.test(word));
  if (place < 0) return undefined;
  const [option = '', next = ''] = words.slice(place);
  return option === '--now' ? next : option.slice('--now='.length);
}

try {
  const said = saidNow(process.argv.slice(2));
  if (said !== undefined) setClock(momentOf(said, '--now'));
} catch (error) {
  console.error((error as Error).message);
  process.exit(2);
}
