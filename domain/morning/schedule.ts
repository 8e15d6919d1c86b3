/** A rule of the backup plan: when it backs every table up, and by when the result must be there. */
export interface BackupRule {
  /** The rule's name in the plan. */
  rule: string;
  /** As the plan says it, in UTC: `cron(0 * * * ? *)`. Only minutes and hours may be anything but every day. */
  cron: string;
  /** Minutes after its time by which the recovery point must be in the Region's own vault. */
  due_minutes: number;
  /** Minutes after its time by which the copy must be in the other Region's tape; absent when the rule copies nothing. */
  copy_due_minutes?: number;
}
