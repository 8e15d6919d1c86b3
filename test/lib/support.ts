import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { permanence } from '../../lib/app.ts';
import { ENVIRONMENT_OF } from '../../lib/capabilities.ts';
import { parseSettings, type Settings } from '../../lib/settings.ts';

interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DeletionPolicy?: string;
}

export interface Template {
  /** Name of the stack, for instance permanence-production-service-paris. */
  readonly stack: string;
  readonly region: string;
  readonly text: string;
  readonly resources: readonly (Resource & { readonly id: string })[];
}

/** Stands in for `dist/`, whose content no rule of the templates depends on. */
function withBundles<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'bundles-'));
  for (const name of Object.keys(ENVIRONMENT_OF)) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'index.mjs'), `export const handler = () => '${name}';`);
  }
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const settingsOf = (environment: string, changes: Record<string, unknown> = {}): Settings => {
  const content = JSON.parse(readFileSync(new URL(`../../settings/${environment}.json`, import.meta.url), 'utf8'));
  return parseSettings(environment, { ...content, ...changes });
};

/** The application, with cdk-nag and our own rules, without CloudFormation's slow ones: CI has a strict synth for those. */
export function application<T>(environments: readonly Settings[], use: (app: App) => T): T {
  return withBundles((bundles) => {
    const outdir = mkdtempSync(join(tmpdir(), 'assembly-'));
    try {
      return use(permanence({ environments, bundles, outdir, builtinCloudFormationValidation: false }));
    } finally {
      rmSync(outdir, { recursive: true });
    }
  });
}

export function templatesOf(...environments: readonly Settings[]): Template[] {
  return application(environments, (app) =>
    app.synth().stacksRecursively.map(({ stackName, environment, template }) => ({
      stack: stackName,
      region: environment.region,
      text: JSON.stringify(template),
      resources: Object.entries(template.Resources as Record<string, Resource>).map(([id, one]) => ({ id, ...one })),
    })),
  );
}

/** The templates of clones' APIs: they are assets, and no stack of the assembly. */
export function cloneTemplatesOf(...environments: readonly Settings[]): Template[] {
  return application(environments, (app) =>
    app.synth().nestedAssemblies.flatMap(({ nestedAssembly: { directory } }) =>
      globSync('*Clone*.template.json', { cwd: directory }).map((file) => {
        const text = readFileSync(join(directory, file), 'utf8');
        const { Resources } = JSON.parse(text) as { Resources: Record<string, Resource> };
        const resources = Object.entries(Resources).map(([id, one]) => ({ id, ...one }));
        return { stack: file, region: file.includes('Frankfurt') ? 'eu-central-1' : 'eu-west-3', text, resources };
      }),
    ),
  );
}

/** Every resource of a type, in every template. */
export function resourcesOf(templates: readonly Template[], type: string) {
  return templates.flatMap(({ stack, region, resources }) =>
    resources.filter(({ Type }) => Type === type).map((resource) => ({ ...resource, stack, region })),
  );
}
