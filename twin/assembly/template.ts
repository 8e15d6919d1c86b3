import type { Json, JsonObject } from './json.ts';

/** One resource of a CloudFormation template. */
export interface Resource {
  readonly Type: string;
  readonly Properties?: JsonObject;
  readonly Condition?: string;
}

/** The parts of a CloudFormation template that the twin reads. */
export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Conditions?: Readonly<Record<string, Json>>;
  readonly Mappings?: Readonly<Record<string, JsonObject>>;
  readonly Parameters?: Readonly<Record<string, { readonly Default?: Json; readonly AllowedPattern?: string }>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: Json }>>;
}

/** A file asset: the key under which the template asks for it, and the folder or file that would be uploaded. */
export type AssetPaths = ReadonlyMap<string, string>;

/** A synthesised stack with everything needed to resolve its template. */
export interface Stack {
  readonly name: string;
  readonly region: string;
  readonly template: Template;
  readonly assets: AssetPaths;
}
