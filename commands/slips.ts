/** `npm run slips -- stock --first N --last N`: the emergency slip numbers that customs gave the operator. */
import { parseArgs } from 'node:util';
import { createSlipQuota } from '../lambdas/shared/form-work/slip-quota.ts';
import { workplace } from './registry/clients.ts';
import { runCommand, UsageError } from './usage.ts';

const USAGE = `npm run slips -- stock --first 1000 --last 1999 [--operator typical] [--environment production]
  the numbers must lie above all that were stocked before: none is ever used twice`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    first: { type: 'string', default: '' },
    last: { type: 'string', default: '' },
    operator: { type: 'string', default: 'typical' },
    environment: { type: 'string' },
  },
});

const isCount = (text: string): boolean => /^[1-9]\d{0,9}$/.test(text);

async function stock(): Promise<void> {
  const [first, last] = [Number(values.first), Number(values.last)];
  if (!isCount(values.first) || !isCount(values.last) || last < first) throw new UsageError(USAGE);
  const { dynamodb, taxFreeTable } = workplace(values.environment);
  const stocked = await createSlipQuota(dynamodb, taxFreeTable, values.operator).stock(first, last);
  if (!stocked) throw new Error('numbers from here on were stocked before: begin above the last one');
  console.log(`${last - first + 1} slip numbers from ${first} on are ready for ${values.operator}`);
}

await runCommand({ stock }, positionals[0], USAGE);
