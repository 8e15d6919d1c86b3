/** `npm run slips -- stock --first N --last N`: the emergency slip numbers that customs gave the operator. */
import { createSlipQuota } from '../lambdas/shared/form-work/slip-quota.ts';
import { count } from './numbers.ts';
import { withPlace } from './place/options.ts';
import type { PlaceAsked } from './place/where.ts';
import { programOf, runProgram } from './program.ts';
import { workplace } from './registry/clients.ts';
import { UsageError } from './usage.ts';

interface StockAsked extends PlaceAsked {
  readonly first: number;
  readonly last: number;
  readonly operator: string;
}

async function stock(asked: StockAsked): Promise<void> {
  const { first, last, operator } = asked;
  if (last < first) throw new UsageError(`--last ${last} lies below --first ${first}`);
  const { dynamodb, taxFreeTable } = await workplace(asked);
  const stocked = await createSlipQuota(dynamodb, taxFreeTable, operator).stock(first, last);
  if (!stocked) throw new Error('numbers from here on were stocked before: begin above the last one');
  console.log(`${last - first + 1} slip numbers from ${first} on are ready for ${operator}`);
}

const program = programOf('slips', 'Stocks the emergency slip numbers that customs gave the operator.', [
  'npm run slips -- stock --first 1000 --last 1999 --environment production',
]);
withPlace(program.command('stock').description('add a range, above all that were stocked before: none is used twice'))
  .requiredOption('--first <number>', 'the first number', count)
  .requiredOption('--last <number>', 'the last number', count)
  .option('--operator <name>', 'the tax-free operator', 'typical')
  .action(stock);

await runProgram(program);
