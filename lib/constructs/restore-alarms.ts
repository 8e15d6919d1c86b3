import { type IMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { REGION_RUNBOOKS } from '../failover-alarms.ts';
import type { EnvironmentName } from '../names.ts';
import { RESTORE_ALARMS, type RestoreAlarmName } from '../restore-alarms.ts';
import { failedRuns } from './failed-runs.ts';
import { MorningMetrics } from './morning-metrics.ts';
import type { Runbook } from './runbook.ts';
import type { RunbookFunctions } from './runbook-functions.ts';
import { ONE_HOUR, ServiceAlarm } from './service-alarm.ts';

export interface RestoreAlarmsProps {
  readonly environment: EnvironmentName;
  readonly topic: ITopic;
  readonly functions: RunbookFunctions;
  readonly runbooks: readonly Runbook[];
}

/** Every alarm of `lib/restore-alarms.ts`, each on its metric. */
export class RestoreAlarms extends Construct {
  readonly alarms: readonly ServiceAlarm[];

  constructor(scope: Construct, id: string, props: RestoreAlarmsProps) {
    super(scope, id);
    const { environment, topic } = props;
    const metrics = this.#metrics(props);
    this.alarms = (Object.keys(RESTORE_ALARMS) as RestoreAlarmName[]).map(
      (name) =>
        new ServiceAlarm(this, name, {
          ...RESTORE_ALARMS[name],
          periods: RESTORE_ALARMS[name].hours,
          name: `permanence-${environment}-${name}`,
          runbook: name,
          topic,
          metric: metrics[name],
        }),
    );
  }

  #metrics({ environment, functions, runbooks }: RestoreAlarmsProps): Record<RestoreAlarmName, IMetric> {
    const morning = new MorningMetrics(this, 'Morning', { environment, morning: functions.morning });
    return {
      'restore-bad': morning.worst('bad'),
      'restore-absent': morning.worst('absent'),
      'restore-late': morning.worst('late'),
      'restore-not-tested': morning.worst('not_tested'),
      'restore-leftovers': morning.worst('leftovers'),
      'restore-silent': morning.reports('bad'),
      'vault-unlocked': morning.worst('unlocked_vaults'),
      'copy-too-old': morning.worst('copy_age_hours'),
      'advanced-backup-off': morning.worst('advanced_backup_off'),
      'settings-unchecked': morning.reports('advanced_backup_off'),
      'boot-check-fails': functions.bootCheck.function.metricErrors({ statistic: Stats.SUM, period: ONE_HOUR }),
      'runbook-failed': failedRuns(runbooks.filter(({ name }) => !REGION_RUNBOOKS.includes(name))),
    };
  }
}
