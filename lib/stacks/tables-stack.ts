import { Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, type GlobalSecondaryIndexPropsV2, ProjectionType } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { FactTable } from '../constructs/fact-table.ts';
import { DUE_INDEX } from '../names.ts';
import type { Settings } from '../settings.ts';

export interface TablesStackProps extends StackProps {
  readonly settings: Settings;
}

/** Forms with something due, by shard and time. A form that waits for nothing of ours is not in it. */
const DUE: GlobalSecondaryIndexPropsV2 = {
  indexName: DUE_INDEX,
  partitionKey: { name: 'dueShard', type: AttributeType.STRING },
  sortKey: { name: 'dueAt', type: AttributeType.STRING },
  projectionType: ProjectionType.KEYS_ONLY,
};

/** The tables with all their replicas. One stack in one Region owns them; the other Region finds them by name. */
export class TablesStack extends Stack {
  constructor(scope: Construct, id: string, props: TablesStackProps) {
    super(scope, id, props);
    const { settings } = props;
    new FactTable(this, 'Ledger', { table: 'ledger', settings });
    new FactTable(this, 'Devices', { table: 'devices', settings });
    new FactTable(this, 'TaxFree', { table: 'tax-free', settings, indexes: [DUE] });
    new FactTable(this, 'Operations', { table: 'operations', settings });
  }
}
