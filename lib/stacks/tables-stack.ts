import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { FactTable } from '../constructs/fact-table.ts';
import type { Settings } from '../settings.ts';

export interface TablesStackProps extends StackProps {
  readonly settings: Settings;
}

/** The tables with all their replicas. One stack in one Region owns them; the other Region finds them by name. */
export class TablesStack extends Stack {
  constructor(scope: Construct, id: string, props: TablesStackProps) {
    super(scope, id, props);
    const { settings } = props;
    new FactTable(this, 'Ledger', { table: 'ledger', settings });
    new FactTable(this, 'Devices', { table: 'devices', settings });
  }
}
