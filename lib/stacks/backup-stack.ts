import { Stack, type StackProps } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { BackupSchedule } from '../constructs/backup-schedule.ts';
import { RestoreWitness } from '../constructs/restore-witness.ts';
import { Vault } from '../constructs/vault.ts';
import { type ServingRegion, topicArn } from '../names.ts';
import type { Settings } from '../settings.ts';

export interface BackupStackProps extends StackProps {
  readonly settings: Settings;
  readonly region: ServingRegion;
}

/** A Region's two vaults, what fills them, and AWS's own test of what is in them. */
export class BackupStack extends Stack {
  constructor(scope: Construct, id: string, props: BackupStackProps) {
    super(scope, id, props);
    const { settings, region } = props;
    const topic = Topic.fromTopicArn(this, 'Topic', topicArn(settings.environment, region));
    const { vault } = new Vault(this, 'Backup', { vault: 'backup', settings, topic });
    new Vault(this, 'Tape', { vault: 'tape', settings, topic });
    new BackupSchedule(this, 'Schedule', { settings, region, vault });
    new RestoreWitness(this, 'Witness', { settings, region });
  }
}
