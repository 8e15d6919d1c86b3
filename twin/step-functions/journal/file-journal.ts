import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Json } from '../json.ts';
import { type Journal, memoryJournal } from './journal.ts';

/**
 * A journal in a file, one line per fact, only ever added to. A line that was cut off by the end of the process is
 * left out and written over by the next one.
 */
export function fileJournal(file: string): Journal {
  const facts = new Map<string, Json>();
  const whole = existsSync(file) ? readFileSync(file, 'utf8') : '';
  for (const line of whole.split('\n')) {
    const fact = factIn(line);
    if (fact) facts.set(...fact);
  }
  if (whole !== '' && !whole.endsWith('\n')) appendFileSync(file, '\n');
  const memory = memoryJournal(facts);
  return {
    ...memory,
    put: (key, value) => {
      appendFileSync(file, `${JSON.stringify([key, value])}\n`);
      memory.put(key, value);
    },
  };
}

function factIn(line: string): [string, Json] | undefined {
  try {
    return JSON.parse(line) as [string, Json];
  } catch {
    return undefined;
  }
}
