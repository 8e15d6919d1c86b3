/** What AWS keeps of a table, or of one replica of it, and DynamoDB Local does not. */
export interface TableSettings {
  readonly deletionProtection: boolean;
  /** Days that the table can be set back to; none when point-in-time recovery is off. */
  readonly recoveryDays?: number;
  readonly tags: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly resourcePolicy?: string;
  /** The table is encrypted with a key of KMS: this one, or DynamoDB's own of the account when it is empty. */
  readonly kmsKey?: string;
  readonly contributorInsights: boolean;
  /** `STANDARD` or `STANDARD_INFREQUENT_ACCESS`. */
  readonly tableClass: string;
  /**
   * What its stream shows of a changed item (`StreamViewType`), or `none`. Nothing here reads streams; DynamoDB Local would record them,
   * write every item twice, and take seconds to describe a table of a million records.
   */
  readonly stream: string;
  /** Seconds since 1970 of the last change to point-in-time recovery. */
  readonly recoverySince?: number;
}

/** What a table has that was made without saying any of it: so are restored ones, whatever their source had. */
export const DEFAULTS: TableSettings = {
  deletionProtection: false,
  tags: {},
  contributorInsights: false,
  tableClass: 'STANDARD',
  stream: 'none',
};
