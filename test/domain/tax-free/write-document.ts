/** Draws the tables of docs/tax-free.md again: `npm run docs:tax-free`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { redraw } from '../../../domain/tax-free/document/document.ts';

const DOCUMENT = new URL('../../../docs/tax-free.md', import.meta.url);

writeFileSync(DOCUMENT, redraw(readFileSync(DOCUMENT, 'utf8')));
