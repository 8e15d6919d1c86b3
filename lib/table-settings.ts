import type { ServingRegion } from './names.ts';
import type { Settings } from './settings.ts';

/** Point-in-time recovery goes back as far as DynamoDB lets it. */
export const RECOVERY_DAYS = 35;

/** A table that carries it is backed up by the plan of its environment; a rule of every synth looks for it on each replica. */
export const BACKUP_TAG = 'permanence:backup';
export const ENVIRONMENT_TAG = 'permanence:environment';

/**
 * What the templates set on every table of facts and a restore leaves out, as the morning function reads it (`TableSettings` of
 * `domain/morning/fidelity.ts`). A test compares it with the templates.
 */
export function tableSettings({ environment, regions, tables, destroyable }: Settings, region: ServingRegion) {
  return {
    recovery_days: RECOVERY_DAYS,
    deletion_protection: !destroyable,
    table_class: 'STANDARD',
    billing: 'PAY_PER_REQUEST',
    // What replication reads; a table without replicas has none.
    stream: tables === 'strong' ? 'NEW_AND_OLD_IMAGES' : 'none',
    time_to_live: 'none',
    resource_policy: true,
    contributor_insights: true,
    replicas: regions.filter((other) => other !== region),
    tags: { [BACKUP_TAG]: environment, [ENVIRONMENT_TAG]: environment },
  };
}
