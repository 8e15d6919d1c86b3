/** Draws the tables of docs/state-machines.md again: `npm run docs:state-machines`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { programOf, runProgram } from '../../../../commands/program.ts';
import { redraw } from './draw.ts';

const DOCUMENT = new URL('../../../../docs/state-machines.md', import.meta.url);

const program = programOf(
  'docs:state-machines',
  'Draws the tables of docs/state-machines.md again, from the sources.',
  ['npm run docs:state-machines'],
).action(() => writeFileSync(DOCUMENT, redraw(readFileSync(DOCUMENT, 'utf8'))));

await runProgram(program);
