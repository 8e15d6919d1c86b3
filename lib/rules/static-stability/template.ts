import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Machine } from './machine.ts';

export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** A stack as it is deployed in one Region. */
export interface RegionalTemplate {
  /** The construct path: `production/ServiceParis`. */
  readonly stack: string;
  /** The stage, or nothing. */
  readonly environment: string;
  readonly region: string;
  readonly path: string;
  readonly content: { readonly Resources?: Readonly<Record<string, Resource>> };
}

/** A resource with the template it stands in. */
export interface Placed extends Resource {
  readonly id: string;
  readonly template: RegionalTemplate;
}

export function placedIn(templates: readonly RegionalTemplate[], type?: string): Placed[] {
  return templates.flatMap((template) =>
    Object.entries(template.content.Resources ?? {})
      .filter(([, { Type }]) => type === undefined || Type === type)
      .map(([id, resource]) => ({ id, template, ...resource })),
  );
}

const PSEUDO: Readonly<Record<string, string>> = { 'AWS::Partition': 'aws', 'AWS::URLSuffix': 'amazonaws.com' };

function reference(name: string, region: string): string {
  return name === 'AWS::Region' ? region : (PSEUDO[name] ?? `<${name}>`);
}

/** A property's value as text: references to other resources stand as `<LogicalId>`, lists one a line. */
export function flat(value: unknown, region: string): string {
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  if (Array.isArray(value)) return value.map((one) => flat(one, region)).join('\n');
  const [[name, inner] = ['', undefined], ...others] = Object.entries(value);
  if (others.length > 0) return [[name, inner], ...others].map(([, one]) => flat(one, region)).join('\n');
  if (name === 'Ref') return reference(String(inner), region);
  if (name === 'Fn::GetAtt') return `<${String(Array.isArray(inner) ? inner[0] : inner)}>`;
  if (name === 'Fn::Join' && Array.isArray(inner)) {
    const [separator, parts] = inner as [string, unknown[]];
    return parts.map((part) => flat(part, region)).join(separator);
  }
  if (name === 'Fn::Sub') {
    const text = String(Array.isArray(inner) ? inner[0] : inner);
    return text.replace(/\$\{([\w:.]+)\}/g, (_, reference_: string) => reference(reference_, region));
  }
  return flat(inner, region);
}

/** The text of a property of a resource. */
export const property = ({ Properties = {}, template }: Placed, name: string): string =>
  flat(Properties[name], template.region);

/** The text under nested members of a resource's properties. */
export function propertyAt(resource: Placed, ...names: string[]): string {
  let value: unknown = resource.Properties;
  for (const name of names) value = (value as Record<string, unknown> | undefined)?.[name];
  return flat(value, resource.template.region);
}

interface AssetManifest {
  readonly files: Readonly<Record<string, { readonly source: { readonly path: string } }>>;
}

/** The file that a stack publishes under a key in the bucket, as the manifest beside its template says. */
export function assetFile(templatePath: string, key: string): string | undefined {
  const manifest = templatePath.replace(/\.template\.json$/, '.assets.json');
  if (!manifest.endsWith('.assets.json') || !existsSync(manifest)) return undefined;
  const { files }: AssetManifest = JSON.parse(readFileSync(manifest, 'utf8'));
  const source = files[key.replace(/\.\w+$/, '')]?.source.path;
  return source === undefined ? undefined : resolve(dirname(manifest), source);
}

/**
 * The definition of a state machine with its tokens filled in, as Step Functions gets it.
 *
 * @returns undefined when the file of the definition is nowhere to be found, or is none
 */
export function definitionOf(machine: Placed): Machine | undefined {
  const { Properties = {}, template } = machine;
  const file = assetFile(template.path, propertyAt(machine, 'DefinitionS3Location', 'Key'));
  const inline =
    typeof Properties.Definition === 'object'
      ? JSON.stringify(Properties.Definition)
      : property(machine, 'DefinitionString');
  const text = file === undefined ? inline : readFileSync(file, 'utf8');
  const values = (Properties.DefinitionSubstitutions ?? {}) as Record<string, unknown>;
  const filled = text.replace(/\$\{(\w+)\}/g, (token, name: string) =>
    name in values ? JSON.stringify(flat(values[name], template.region)).slice(1, -1) : token,
  );
  try {
    return JSON.parse(filled) as Machine;
  } catch {
    return undefined;
  }
}
