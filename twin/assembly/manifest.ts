import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { AssetPaths, Stack, Template } from './template.ts';

interface Artifact {
  readonly type: string;
  readonly displayName?: string;
  readonly environment?: string;
  readonly properties?: {
    readonly directoryName?: string;
    readonly displayName?: string;
    readonly templateFile?: string;
    readonly stackName?: string;
    readonly file?: string;
  };
}

interface AssetManifest {
  readonly files?: Readonly<
    Record<
      string,
      {
        readonly source: { readonly path?: string };
        readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
      }
    >
  >;
}

/**
 * The stacks of one environment of a cloud assembly.
 * @param cdkOut folder written by `cdk synth`
 * @param environment id of the Stage, for instance `production`
 * @throws when the folder is not an assembly or holds no such Stage; the message says which ones there are.
 */
export function readStacks(cdkOut: string, environment: string): Stack[] {
  return stacksOf(folderOf(cdkOut, environment));
}

/** The files of one environment of a cloud assembly, by the key under which they would be uploaded. @throws as `readStacks` */
export function readAssets(cdkOut: string, environment: string): AssetPaths {
  return assetsIn(folderOf(cdkOut, environment));
}

function folderOf(cdkOut: string, environment: string): string {
  const stages = nestedAssemblies(cdkOut);
  const folder = stages.get(environment);
  if (!folder)
    throw new Error(`${cdkOut} has no environment ${environment}; it has: ${[...stages.keys()].join(', ') || 'none'}`);
  return folder;
}

function artifactsOf(folder: string): [string, Artifact][] {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file)) throw new Error(`${folder} is not a cloud assembly; synthesise first: npx cdk synth --quiet`);
  const manifest = readJson<{ artifacts?: Record<string, Artifact> }>(file);
  return Object.entries(manifest.artifacts ?? {});
}

function nestedAssemblies(cdkOut: string): Map<string, string> {
  const stages = new Map<string, string>();
  for (const [id, { type, properties }] of artifactsOf(cdkOut)) {
    if (type !== 'cdk:cloud-assembly' || !properties?.directoryName) continue;
    const name = properties.displayName ?? id.replace(/^assembly-/, '');
    stages.set(name.split('/').at(-1) ?? name, join(cdkOut, properties.directoryName));
  }
  return stages;
}

function assetsIn(folder: string): AssetPaths {
  return new Map(
    artifactsOf(folder).flatMap(([, { type, properties }]) =>
      type === 'cdk:asset-manifest' && properties?.file ? assetsOf(folder, properties.file) : [],
    ),
  );
}

function stacksOf(folder: string): Stack[] {
  const assets = assetsIn(folder);
  return artifactsOf(folder).flatMap(([id, { type, environment, properties }]) => {
    if (type !== 'aws:cloudformation:stack' || !properties?.templateFile) return [];
    const template = readJson<Template>(join(folder, properties.templateFile));
    return [{ name: properties.stackName ?? id, region: regionOf(id, environment), template, assets }];
  });
}

function assetsOf(folder: string, file: string): [string, string][] {
  return Object.values(readJson<AssetManifest>(join(folder, file)).files ?? {}).flatMap(({ source, destinations }) => {
    const { path } = source;
    return path === undefined
      ? []
      : Object.values(destinations).map(({ objectKey }): [string, string] => [objectKey, resolve(folder, path)]);
  });
}

function regionOf(id: string, environment = ''): string {
  const region = environment.split('/').at(-1);
  if (!region || region === 'unknown-region') throw new Error(`Stack ${id} names no Region; give it an explicit one`);
  return region;
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}
