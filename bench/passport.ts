/** Cost of reading a passport, ours beside the `mrz` package in the same run. The last line is JSON. */
import { measurePassport } from './passport/reading.ts';

console.log(JSON.stringify({ bench: 'passport', ...measurePassport() }));
