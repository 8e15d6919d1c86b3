import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parseReceiptNumber } from '../../domain/receipt-number.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Everything that somebody reads to learn how a receipt's number looks. */
const readers = execFileSync(
  'git',
  ['ls-files', 'README.md', 'twin/README.md', 'docs', 'api', 'domain', 'lambdas', 'client', 'commands'],
  {
    cwd: root,
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((file) => /\.(md|yaml|ts)$/.test(file));

test('every receipt number that the contract, the docs and the code show as an example has the right check character', () => {
  const examples = readers.flatMap((file) =>
    [...readFileSync(`${root}/${file}`, 'utf8').matchAll(/\b[A-Z][A-Z0-9]{1,11}-[A-Z0-9]{1,6}-\d{8}-[A-Z0-9]\b/g)].map(
      ([number]) => ({
        file,
        number,
      }),
    ),
  );
  expect(examples.length).toBeGreaterThan(1);
  expect(examples.filter(({ number }) => parseReceiptNumber(number) === undefined)).toEqual([]);
});
