import { readFileSync } from 'node:fs';
import type {
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
  PolicyViolation,
} from 'aws-cdk-lib';
import { CITY, WITNESS_REGION } from '../names.ts';

const ALLOWED_REGIONS = new Set<string>([...Object.keys(CITY), WITNESS_REGION]);

interface GlobalTable {
  readonly MultiRegionConsistency?: string;
  readonly TimeToLiveSpecification?: { readonly Enabled?: boolean };
  readonly LocalSecondaryIndexes?: readonly unknown[];
  readonly BillingMode?: string;
  readonly Replicas?: readonly { readonly Region?: string }[];
  readonly GlobalTableWitnesses?: readonly { readonly Region?: string }[];
}

function regions(table: GlobalTable): string[] {
  const places = [...(table.Replicas ?? []), ...(table.GlobalTableWitnesses ?? [])];
  return places.map(({ Region }) => String(Region));
}

interface Rule {
  readonly name: string;
  readonly sentence: string;
  readonly broken: (table: GlobalTable) => boolean;
}

/** What DynamoDB refuses on a strong global table, or takes at the price of leaving the European Union. CDK checks none of it. */
export const STRONG_TABLE_RULES: readonly Rule[] = [
  {
    name: 'no-ttl',
    sentence: 'A strong global table has no TTL: facts are never deleted.',
    broken: ({ TimeToLiveSpecification }) => TimeToLiveSpecification !== undefined,
  },
  {
    name: 'no-local-index',
    sentence: 'A strong global table has no local secondary index.',
    broken: ({ LocalSecondaryIndexes }) => (LocalSecondaryIndexes ?? []).length > 0,
  },
  {
    name: 'on-demand',
    sentence: 'A strong global table is billed on demand: provisioned capacity would throttle the Region that is left.',
    broken: ({ BillingMode }) => BillingMode !== 'PAY_PER_REQUEST',
  },
  {
    name: 'allowed-regions',
    sentence: `A strong global table lives in ${[...ALLOWED_REGIONS].join(', ')} and nowhere else.`,
    broken: (table) => regions(table).some((region) => !ALLOWED_REGIONS.has(region)),
  },
  {
    name: 'three-regions',
    sentence: 'A strong global table has exactly three Regions, the witness included.',
    broken: (table) => new Set(regions(table)).size !== 3,
  },
];

interface Template {
  readonly Resources?: Readonly<Record<string, { readonly Type: string; readonly Properties?: GlobalTable }>>;
}

function violations(templatePath: string): PolicyViolation[] {
  const template: Template = JSON.parse(readFileSync(templatePath, 'utf8'));
  const tables = Object.entries(template.Resources ?? {}).filter(
    ([, { Type, Properties }]) =>
      Type === 'AWS::DynamoDB::GlobalTable' && Properties?.MultiRegionConsistency === 'STRONG',
  );
  return tables.flatMap(([resourceLogicalId, { Properties }]) =>
    STRONG_TABLE_RULES.filter(({ broken }) => broken(Properties ?? {})).map(({ name, sentence }) => ({
      ruleName: name,
      description: sentence,
      severity: 'error',
      violatingResources: [{ resourceLogicalId, templatePath, locations: [] }],
    })),
  );
}

/** Looks at the finished templates, so that no property override slips past it. Part of every synth. */
export class StrongTableRules implements IPolicyValidationPlugin {
  readonly name = 'Permanence';
  readonly ruleIds = STRONG_TABLE_RULES.map(({ name }) => name);

  validate({ templatePaths }: IPolicyValidationContext): PolicyValidationPluginReport {
    const found = templatePaths.flatMap(violations);
    return { success: found.length === 0, violations: found };
  }
}
