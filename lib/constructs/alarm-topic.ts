import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';

/** Where a Region's alarms go, and what AWS Backup has to report. Each Region has its own, so that the one that is left can still call for help. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { settings, key }: { settings: Settings; key: IKey }) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', {
      topicName: `permanence-${settings.environment}-alarms`,
      masterKey: key,
      enforceSSL: true,
    });
    this.topic.grantPublish(new ServicePrincipal('backup.amazonaws.com'));
    if (settings.alarmEmail !== undefined) this.topic.addSubscription(new EmailSubscription(settings.alarmEmail));
  }
}
