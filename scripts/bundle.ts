/**
 * Bundles every `lambdas/<capability>/handler.ts` to `dist/<capability>/index.mjs`, the folder that is deployed as it is.
 * What a handler imports lazily becomes a chunk of its own beside it, so that a cold start does not pay for it.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, type BuildResult, build, type Metafile, type OutputFile } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What was written for one entry: `index.mjs` and its chunks. */
export interface Bundle {
  readonly folder: string;
  readonly files: readonly string[];
  /** Bytes that a cold start reads: `index.mjs` and what it imports, without the chunks that are loaded when needed. */
  readonly startBytes: number;
  readonly totalBytes: number;
}

export interface CapabilityBundle extends Bundle {
  readonly capability: string;
}

/** esbuild leaves this text where a CommonJS module asks for another one at run time. */
const DYNAMIC_REQUIRE = 'Dynamic require of';
const REQUIRE_BANNER =
  "import { createRequire as permanenceRequire } from 'node:module'; const require = permanenceRequire(import.meta.url);";

type Options = BuildOptions & { metafile: true; write: false };

/** Names of chunks depend on where esbuild believes to write, so it always believes the same: the default place of the maps. */
const NOMINAL_FOLDER = join(root, 'dist', 'maps', 'capability');

function options(entry: string): Options {
  return {
    absWorkingDir: root,
    bundle: true,
    chunkNames: 'chunk-[hash]',
    entryPoints: { index: entry },
    format: 'esm',
    legalComments: 'none',
    logLevel: 'error',
    mainFields: ['module', 'main'],
    metafile: true,
    minify: true,
    outdir: NOMINAL_FOLDER,
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

async function buildEntry(entry: string): Promise<BuildResult<Options>> {
  const plain = await build(options(entry));
  if (!plain.outputFiles.some((file) => file.text.includes(DYNAMIC_REQUIRE))) return plain;
  return build({ ...options(entry), banner: { js: REQUIRE_BANNER } });
}

/** Size of everything that is imported before the first line of the handler runs. */
function startBytes({ outputs }: Metafile): number {
  const start = Object.keys(outputs).find((path) => basename(path) === 'index.mjs');
  const loaded = new Set(start === undefined ? [] : [start]);
  for (const path of loaded)
    for (const { kind, path: imported } of outputs[path]?.imports ?? [])
      if (kind === 'import-statement' && outputs[imported]) loaded.add(imported);
  return [...loaded].reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0);
}

function writeFiles(folder: string, files: readonly OutputFile[]): string[] {
  mkdirSync(folder, { recursive: true });
  const names = files.map((file) => basename(file.path)).sort();
  for (const old of readdirSync(folder))
    if (!names.includes(old)) rmSync(join(folder, old), { recursive: true, force: true });
  for (const file of files) writeFileSync(join(folder, basename(file.path)), file.contents);
  return names;
}

/**
 * Bundles one entry file into `folder/index.mjs`; the benchmark builds its baseline with it, so that both are built alike.
 *
 * @param maps folder for the source maps, which are not deployed
 */
export async function bundleEntry(entry: string, folder: string, maps: string = `${folder}.maps`): Promise<Bundle> {
  const { outputFiles, metafile } = await buildEntry(entry);
  const isMap = (file: OutputFile) => file.path.endsWith('.map');
  writeFiles(maps, outputFiles.filter(isMap));
  const code = outputFiles.filter((file) => !isMap(file));
  return {
    folder,
    files: writeFiles(folder, code),
    startBytes: startBytes(metafile),
    totalBytes: code.reduce((sum, file) => sum + file.contents.byteLength, 0),
  };
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
export async function bundleCapabilities(target: string = join(root, 'dist')): Promise<CapabilityBundle[]> {
  return Promise.all(
    capabilities().map(async (capability) => {
      const entry = join(root, 'lambdas', capability, 'handler.ts');
      const maps = join(target, 'maps', capability);
      return { capability, ...(await bundleEntry(entry, join(target, capability), maps)) };
    }),
  );
}

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KB`;

if (import.meta.main) {
  for (const { capability, startBytes: start, totalBytes } of await bundleCapabilities())
    console.error(`${capability}: ${kilobytes(start)} at a cold start, ${kilobytes(totalBytes)} in all`);
}
