/** Draws the tables of docs/state-machines.md again: `npm run docs:state-machines`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { redraw } from './draw.ts';

const DOCUMENT = new URL('../../../../docs/state-machines.md', import.meta.url);

writeFileSync(DOCUMENT, redraw(readFileSync(DOCUMENT, 'utf8')));
