import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { bundleCapabilities, bundleEntry } from '../../scripts/bundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
afterAll(() => rmSync(folder, { recursive: true }));

function digest(directory: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(directory).sort()) hash.update(name).update(readFileSync(join(directory, name)));
  return hash.digest('hex');
}

const bundles = await bundleCapabilities(join(folder, 'all'));
const checkout = bundles.find(({ capability }) => capability === 'checkout');

describe('a bundle', () => {
  it('is the same for the same sources, wherever it is written', { timeout: 30_000 }, async () => {
    const entry = fileURLToPath(new URL('../../lambdas/checkout/handler.ts', import.meta.url));
    const again = await bundleEntry(entry, join(folder, 'again'));
    expect(digest(again.folder)).toBe(digest(checkout?.folder ?? ''));
  });

  it('has its entry and no source maps in the folder that is deployed', () => {
    expect(bundles.length).toBeGreaterThan(0);
    for (const { files } of bundles) {
      expect(files).toContain('index.mjs');
      expect(files.filter((name) => !name.endsWith('.mjs'))).toEqual([]);
    }
  });

  it('of checkout reads less than 350 KB at a cold start, and nothing of KMS before it is needed', () => {
    expect(checkout?.startBytes).toBeLessThan(350 * 1024);
    const loaded = readFileSync(join(checkout?.folder ?? '', 'index.mjs'), 'utf8');
    expect(loaded).not.toContain('TrentService');
    const chunks = checkout?.files.map((name) => readFileSync(join(checkout.folder, name), 'utf8'));
    expect(chunks?.some((chunk) => chunk.includes('TrentService'))).toBe(true);
  });

  it('forgets chunks that are no longer made', async () => {
    const target = join(folder, 'stale');
    const entry = join(folder, 'entry.ts');
    writeFileSync(entry, "export const handler = async () => (await import('./later.ts')).later;");
    writeFileSync(join(folder, 'later.ts'), 'export const later = 1;');
    expect((await bundleEntry(entry, target)).files).toHaveLength(2);
    writeFileSync(entry, 'export const handler = async () => 2;');
    await bundleEntry(entry, target);
    expect(readdirSync(target)).toEqual(['index.mjs']);
  });

  it('gives CommonJS modules a require, and only then', async () => {
    const entry = join(folder, 'legacy.ts');
    writeFileSync(join(folder, 'legacy.cjs'), "module.exports = (name) => require(name).sep; require('node:path');");
    writeFileSync(entry, "import legacy from './legacy.cjs'; export const handler = () => legacy('node:path');");
    const { folder: written } = await bundleEntry(entry, join(folder, 'legacy'));
    const { handler } = await import(pathToFileURL(join(written, 'index.mjs')).href);
    expect(handler()).toBe('/');
  });
});
