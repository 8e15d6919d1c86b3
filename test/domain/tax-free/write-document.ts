/** Draws the tables of docs/tax-free.md again: `npm run docs:tax-free`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { programOf, runProgram } from '../../../commands/program.ts';
import { redraw } from '../../../domain/tax-free/document/document.ts';

const DOCUMENT = new URL('../../../docs/tax-free.md', import.meta.url);

const program = programOf('docs:tax-free', 'Draws the tables of docs/tax-free.md again, from the sources.', [
  'npm run docs:tax-free',
]).action(() => writeFileSync(DOCUMENT, redraw(readFileSync(DOCUMENT, 'utf8'))));

await runProgram(program);
