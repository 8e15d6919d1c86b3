/**
 * Bundles every `lambdas/<capability>/handler.ts` to `dist/<capability>/index.mjs`, the folder that is deployed as it is.
 * What a handler imports lazily becomes a chunk of its own beside it, so that a warm path never pays for it.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type OutputFile } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A file of a bundle, with its size in bytes. */
export interface BundledFile {
  readonly name: string;
  readonly bytes: number;
}

/** What was written for one capability: `index.mjs` and the chunks that are loaded when first needed. */
export interface Bundle {
  readonly capability: string;
  readonly folder: string;
  readonly files: readonly BundledFile[];
}

/** esbuild leaves this text where a CommonJS module asks for another one at run time. */
const DYNAMIC_REQUIRE = 'Dynamic require of';
const REQUIRE_BANNER =
  "import { createRequire as permanenceRequire } from 'node:module'; const require = permanenceRequire(import.meta.url);";

function options(entry: string, folder: string): BuildOptions {
  return {
    absWorkingDir: root,
    bundle: true,
    chunkNames: 'chunk-[hash]',
    entryPoints: { index: entry },
    format: 'esm',
    legalComments: 'none',
    logLevel: 'error',
    mainFields: ['module', 'main'],
    minify: true,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    sourcemap: 'external',
    sourcesContent: false,
    splitting: true,
    target: 'node24',
    treeShaking: true,
    write: false,
  };
}

async function outputs(entry: string, folder: string): Promise<OutputFile[]> {
  const plain = await build(options(entry, folder));
  const files = plain.outputFiles ?? [];
  if (!files.some((file) => file.text.includes(DYNAMIC_REQUIRE))) return files;
  const withRequire = await build({ ...options(entry, folder), banner: { js: REQUIRE_BANNER } });
  return withRequire.outputFiles ?? [];
}

function writeFiles(folder: string, files: readonly OutputFile[]): BundledFile[] {
  mkdirSync(folder, { recursive: true });
  const names = new Set(files.map((file) => basename(file.path)));
  for (const old of readdirSync(folder)) if (!names.has(old)) rmSync(join(folder, old), { recursive: true });
  for (const file of files) writeFileSync(join(folder, basename(file.path)), file.contents);
  return files.map((file) => ({ name: basename(file.path), bytes: file.contents.byteLength }));
}

/**
 * Bundles one entry file into `folder/index.mjs`; the benchmark builds its baseline with it, so that both are built alike.
 * Source maps go to `maps`, outside the folder that is deployed.
 */
export async function bundleEntry(
  entry: string,
  folder: string,
  maps: string = `${folder}.maps`,
): Promise<BundledFile[]> {
  const files = await outputs(entry, folder);
  const isMap = (file: OutputFile) => file.path.endsWith('.map');
  writeFiles(maps, files.filter(isMap));
  return writeFiles(
    folder,
    files.filter((file) => !isMap(file)),
  );
}

/** The capabilities that have a handler, in the order of their names. */
export function capabilities(): string[] {
  const folders = readdirSync(join(root, 'lambdas')).sort();
  return folders.filter((name) => existsSync(join(root, 'lambdas', name, 'handler.ts')));
}

/**
 * Bundles every capability. The same sources give the same bytes, so an unchanged function is not deployed again.
 *
 * @param target folder that gets one sub-folder per capability; `dist` of the repository when not given
 */
export async function bundleCapabilities(target: string = join(root, 'dist')): Promise<Bundle[]> {
  return Promise.all(
    capabilities().map(async (capability) => {
      const folder = join(target, capability);
      const entry = join(root, 'lambdas', capability, 'handler.ts');
      return { capability, folder, files: await bundleEntry(entry, folder, join(target, 'maps', capability)) };
    }),
  );
}

if (import.meta.main) {
  for (const { capability, files } of await bundleCapabilities()) {
    const sizes = files.map(({ name, bytes }) => `${name} ${(bytes / 1024).toFixed(0)} KB`);
    console.error(`${capability}: ${sizes.join(', ')}`);
  }
}
