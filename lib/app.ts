import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { App, type AppProps, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { EnvironmentStage } from './environment-stage.ts';
import { BackupRules } from './rules/every-table-is-backed-up.ts';
import { StaticStability } from './rules/static-stability/static-stability.ts';
import { StrongTableRules } from './rules/strong-tables.ts';
import type { Settings } from './settings.ts';

const cdkJson = fileURLToPath(new URL('../cdk.json', import.meta.url));

/** The flags of `cdk.json`, so that the same templates come out whoever runs the application. */
function featureFlags(): Record<string, unknown> {
  return JSON.parse(readFileSync(cdkJson, 'utf8')).context;
}

export interface PermanenceProps extends AppProps {
  readonly environments: readonly Settings[];
  /** The folder that `scripts/bundle.ts` fills. */
  readonly bundles: string;
}

/**
 * The CDK command looks only at the findings of stacks it was asked for, and without a name it asks for none that are in
 * a stage: `cdk synth` would succeed whatever was found. So the application fails by itself.
 */
const FAIL_BY_ITSELF = { '@aws-cdk/core:failSynthOnValidationErrors': true };

/** The application: one stage per environment. What cdk-nag or our own rules object to fails the synth. */
export function permanence({ environments, bundles, ...props }: PermanenceProps): App {
  const app = new App({ context: featureFlags(), postCliContext: FAIL_BY_ITSELF, ...props });
  for (const settings of environments) new EnvironmentStage(app, settings, bundles);
  Validations.of(app).addPlugins(
    new AwsSolutionsChecks(app),
    new StrongTableRules(),
    new BackupRules(),
    new StaticStability(),
  );
  return app;
}
