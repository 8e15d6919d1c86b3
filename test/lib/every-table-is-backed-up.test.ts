import type { App, CfnResource } from 'aws-cdk-lib';
import { CfnBackupSelection } from 'aws-cdk-lib/aws-backup';
import { CfnGlobalTable } from 'aws-cdk-lib/aws-dynamodb';
import { describe, expect, it } from 'vitest';
import { BACKUP_RULES } from '../../lib/rules/every-table-is-backed-up.ts';
import { application, settingsOf } from './support.ts';

type Find = (app: App) => CfnResource | undefined;

const table: Find = (app) => app.node.findAll().find((node) => node instanceof CfnGlobalTable);
const selection: Find = (app) => app.node.findAll().find((node) => node instanceof CfnBackupSelection);

/** Plants a property into the finished application and synthesises. */
function synthesiseWith(find: Find, property: string, value: unknown): void {
  application([settingsOf('staging')], (app) => {
    find(app)?.addPropertyOverride(property, value);
    app.synth();
  });
}

const planted: Record<string, readonly [find: Find, property: string, value: unknown]> = {
  'tagged-for-backup': [table, 'Replicas.1.Tags', []],
  'in-a-plan': [selection, 'BackupSelection.ListOfTags.0.ConditionValue', 'nothing'],
  'point-in-time-recovery': [table, 'Replicas.0.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled', false],
};

describe('a table', { timeout: 60_000 }, () => {
  it('passes as it is', () => {
    expect(() => synthesiseWith(table, 'BillingMode', 'PAY_PER_REQUEST')).not.toThrow();
  });

  it.each(BACKUP_RULES)('that breaks "$name" fails the synth', ({ name, sentence }) => {
    const [find, property, value] = planted[name] ?? [table, '', undefined];
    expect(() => synthesiseWith(find, property, value)).toThrow(sentence);
  });
});
