import { readFileSync } from 'node:fs';
import type {
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
  PolicyViolation,
} from 'aws-cdk-lib';
import { BACKUP_TAG } from '../table-settings.ts';

interface Tag {
  readonly Key: string;
  readonly Value: unknown;
}

interface Replica {
  readonly Region?: string;
  readonly Tags?: readonly Tag[];
  readonly PointInTimeRecoverySpecification?: { readonly PointInTimeRecoveryEnabled?: boolean };
}

interface Properties extends Replica {
  readonly Replicas?: readonly Replica[];
  readonly BackupSelection?: {
    readonly ListOfTags?: readonly { readonly ConditionKey?: string; readonly ConditionValue?: unknown }[];
  };
}

interface Resource {
  readonly template: string;
  readonly id: string;
  readonly Type: string;
  readonly Properties?: Properties;
}

const isTable = ({ Type }: Resource): boolean => /^AWS::DynamoDB::(Global)?Table$/.test(Type);

/** A plain table is its own only replica. */
const replicasOf = ({ Properties = {} }: Resource): readonly Replica[] => Properties.Replicas ?? [Properties];

const tagOf = ({ Tags = [] }: Replica): unknown => Tags.find(({ Key }) => Key === BACKUP_TAG)?.Value;

/** How many plans back up what carries this value of the tag: each Region has its own. */
function plansFor(value: unknown, all: readonly Resource[]): number {
  const takes = ({ Properties }: Resource) =>
    (Properties?.BackupSelection?.ListOfTags ?? []).some(
      ({ ConditionKey, ConditionValue }) => ConditionKey === BACKUP_TAG && ConditionValue === value,
    );
  return all.filter((one) => one.Type === 'AWS::Backup::BackupSelection' && takes(one)).length;
}

interface Rule {
  readonly name: string;
  readonly sentence: string;
  readonly broken: (table: Resource, all: readonly Resource[]) => boolean;
}

/** There is no table without facts here: one that is not to be backed up would need a reason, and a change of these rules. */
export const BACKUP_RULES: readonly Rule[] = [
  {
    name: 'tagged-for-backup',
    sentence: `Every replica of a table carries the tag ${BACKUP_TAG}: without it no plan backs it up.`,
    broken: (table) => replicasOf(table).some((replica) => tagOf(replica) === undefined),
  },
  {
    name: 'in-a-plan',
    sentence: 'Every replica of a table is in the backup plan of its Region.',
    broken: (table, all) => {
      const replicas = replicasOf(table);
      return replicas.some((replica) => plansFor(tagOf(replica), all) < replicas.length);
    },
  },
  {
    name: 'point-in-time-recovery',
    sentence: 'Every replica of a table has point-in-time recovery beside its backups.',
    broken: (table) =>
      replicasOf(table).some(
        ({ PointInTimeRecoverySpecification: recovery }) => recovery?.PointInTimeRecoveryEnabled !== true,
      ),
  },
];

function resourcesIn(template: string): Resource[] {
  const { Resources = {} }: { Resources?: Record<string, Omit<Resource, 'template' | 'id'>> } = JSON.parse(
    readFileSync(template, 'utf8'),
  );
  return Object.entries(Resources).map(([id, resource]) => ({ template, id, ...resource }));
}

function violations(table: Resource, all: readonly Resource[]): PolicyViolation[] {
  return BACKUP_RULES.filter(({ broken }) => broken(table, all)).map(({ name, sentence }) => ({
    ruleName: name,
    description: sentence,
    severity: 'error',
    violatingResources: [{ resourceLogicalId: table.id, templatePath: table.template, locations: [] }],
  }));
}

/** Looks at the finished templates of all stacks together: tables and plans are in different ones. Part of every synth. */
export class BackupRules implements IPolicyValidationPlugin {
  readonly name = 'PermanenceBackup';
  readonly ruleIds = BACKUP_RULES.map(({ name }) => name);

  validate({ templatePaths }: IPolicyValidationContext): PolicyValidationPluginReport {
    const all = templatePaths.flatMap(resourcesIn);
    const found = all.filter(isTable).flatMap((table) => violations(table, all));
    return { success: found.length === 0, violations: found };
  }
}
