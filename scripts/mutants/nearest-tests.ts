import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const IMPORTED = /(?:from|import)\s*\(?\s*'(\.[^']+)'/g;

function importsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  return [...source.matchAll(IMPORTED)].map(([, path = '']) => normalize(join(dirname(file), path)));
}

/** Who imports a file, for every file of the tree. */
export type Importers = ReadonlyMap<string, readonly string[]>;

export function importersAmong(files: readonly string[]): Importers {
  const importers = new Map<string, string[]>();
  for (const file of files)
    for (const imported of importsOf(file)) importers.set(imported, [...(importers.get(imported) ?? []), file]);
  return importers;
}

/** Test files that reach a file through imports, those with the fewest imports between first. */
export function nearestTests(file: string, importers: Importers): string[] {
  const seen = new Set([file]);
  const tests: string[] = [];
  let ring = [file];
  while (ring.length > 0) {
    ring = [...new Set(ring.flatMap((one) => importers.get(one) ?? []))].filter((one) => !seen.has(one)).sort();
    for (const one of ring) seen.add(one);
    tests.push(...ring.filter((one) => one.endsWith('.test.ts')));
  }
  return tests;
}
