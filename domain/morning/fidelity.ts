/** What the templates set on every table of facts, in the Region at hand. */
export interface TableSettings {
  /** Days that point-in-time recovery goes back; 0 when it is off. */
  recovery_days: number;
  deletion_protection: boolean;
  /** `STANDARD` or `STANDARD_INFREQUENT_ACCESS`. */
  table_class: string;
  /** `PAY_PER_REQUEST` or `PROVISIONED`. */
  billing: string;
  /** What its stream shows (`NEW_AND_OLD_IMAGES`, …) or `none`. */
  stream: string;
  /** The attribute by which items expire, or `none`. */
  time_to_live: string;
  /** Whether a resource policy is set. */
  resource_policy: boolean;
  contributor_insights: boolean;
  /** The other Regions that have a readable replica. */
  replicas: readonly string[];
  /** Tags every table carries; a restore leaves them out unless asked. */
  tags: Readonly<Record<string, string>>;
}
