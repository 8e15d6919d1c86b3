import { RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  ContributorInsightsMode,
  type GlobalSecondaryIndexPropsV2,
  MultiRegionConsistency,
  type ReplicaTableProps,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { keyAliasArn, type TableName, tableName } from '../names.ts';
import { nobodyDeletes } from '../policies/nobody-deletes.ts';
import type { Settings } from '../settings.ts';
import { BACKUP_TAG, RECOVERY_DAYS } from '../table-settings.ts';

export interface FactTableProps {
  readonly table: TableName;
  readonly settings: Settings;
  readonly indexes?: readonly GlobalSecondaryIndexPropsV2[];
}

/**
 * A table of facts: items that are written once under a key their content decides, and never deleted.
 * Strong settings make it a global table that acknowledges a write only when a second Region has it.
 */
export class FactTable extends Construct {
  constructor(scope: Construct, id: string, { table, settings, indexes = [] }: FactTableProps) {
    super(scope, id);
    const { environment, destroyable } = settings;
    const made = new TableV2(this, 'Table', {
      tableName: tableName(environment, table),
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billing: Billing.onDemand(),
      deletionProtection: !destroyable,
      removalPolicy: destroyable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: RECOVERY_DAYS },
      contributorInsightsSpecification: { enabled: true, mode: ContributorInsightsMode.THROTTLED_KEYS },
      encryption: this.#encryption(settings),
      resourcePolicy: nobodyDeletes(settings),
      ...(indexes.length > 0 ? { globalSecondaryIndexes: [...indexes] } : {}),
      ...(settings.tables === 'strong' ? this.#strong(settings) : {}),
    });
    Tags.of(made).add(BACKUP_TAG, environment);
  }

  /** Replicas take deletion protection and recovery from the table, but not its policy. */
  #strong(settings: Settings) {
    const replicas = this.#others(settings).map(
      (region): ReplicaTableProps => ({ region, resourcePolicy: nobodyDeletes(settings) }),
    );
    return {
      multiRegionConsistency: MultiRegionConsistency.STRONG,
      replicas,
      ...(settings.witness === undefined ? {} : { witnessRegion: settings.witness }),
    };
  }

  /** Every Region's key by the ARN of its alias, see docs/decisions/010. */
  #encryption(settings: Settings): TableEncryptionV2 {
    const arn = (region: string) => keyAliasArn(settings.environment, 'data', region);
    const own = Key.fromKeyArn(this, 'Key', arn(Stack.of(this).region));
    const others = this.#others(settings).map((region) => [region, arn(region)]);
    return TableEncryptionV2.customerManagedKey(own, Object.fromEntries(others));
  }

  #others(settings: Settings): readonly string[] {
    return settings.regions.filter((region) => region !== Stack.of(this).region);
  }
}
