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

/** A table as the service describes it; a setting the service does not answer for is absent, and counts as not known. */
export interface SeenTable extends Partial<TableSettings> {
  /** `pk:HASH sk:RANGE`. */
  keys: string;
  /** Names of its indexes. */
  indexes: readonly string[];
  /** ARN of the key it is encrypted with, or `owned by AWS`. */
  encryption: string;
}

export interface Fidelity {
  /** Whether the restored table could serve as it is: nothing is missing, nothing is wrong, everything is known. */
  safe_to_serve: boolean;
  /** Settings to set again before serving, with the value they must have. */
  reapply: string[];
  /**
   * What cannot be set on a table that holds items: it never becomes a strong global table. Such a table serves by having its items copied
   * into an empty strong one. Source: DynamoDB developer guide, "How DynamoDB global tables work", multi-Region strong consistency.
   */
  impossible: string[];
  /** What no setting repairs: other keys, a lost index, another key. Such a restore is bad. */
  wrong: string[];
  /** Settings of the live table that are not what the template says. */
  drift: string[];
  /** Settings that the service did not answer for. */
  unknown: string[];
}

const show = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Whether a setting is at least what it must be: tags and replicas may be more than the template's. */
function fulfils(seen: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) return wanted.every((one) => (seen as unknown[]).includes(one));
  if (typeof wanted !== 'object' || wanted === null) return seen === wanted;
  return Object.entries(wanted).every(([key, value]) => (seen as Record<string, unknown>)[key] === value);
}

type Names = (keyof TableSettings)[];

const namesOf = (settings: TableSettings): Names => Object.keys(settings) as Names;

const ONLY_WHEN_EMPTY: Names = ['replicas'];

const differing = (seen: SeenTable, settings: TableSettings, names: Names = namesOf(settings)): string[] =>
  names
    .filter((name) => seen[name] !== undefined && !fulfils(seen[name], settings[name]))
    .map((name) => `${name} is ${show(seen[name])}, must be ${show(settings[name])}`);

/** What must be the same in a restore: nothing can change it afterwards. */
function unrepairable(restored: SeenTable, live: SeenTable): string[] {
  const { keys, indexes, encryption } = live;
  const missing = indexes.filter((index) => !restored.indexes.includes(index));
  return [
    ...(restored.keys === keys ? [] : [`keys are ${restored.keys}, those of the live table ${keys}`]),
    ...missing.map((index) => `index ${index} is missing`),
    ...(restored.encryption === encryption
      ? []
      : [`encrypted by ${restored.encryption}, the live table by ${encryption}`]),
  ];
}

/**
 * Compares the settings that a restore drops with what the template sets, and with the live table.
 * Source: AWS Backup and DynamoDB, "settings that are not restored".
 */
export function fidelityOf(restored: SeenTable, live: SeenTable, settings: TableSettings): Fidelity {
  const names = namesOf(settings);
  const reapply = differing(
    restored,
    settings,
    names.filter((name) => !ONLY_WHEN_EMPTY.includes(name)),
  );
  const impossible = differing(restored, settings, ONLY_WHEN_EMPTY).map(
    (what) => `${what}: copy the items into an empty strong table`,
  );
  const wrong = unrepairable(restored, live);
  const unknown = names.filter((name) => restored[name] === undefined);
  const safe_to_serve = [reapply, impossible, wrong, unknown].every((found) => found.length === 0);
  return { safe_to_serve, reapply, impossible, wrong, drift: differing(live, settings), unknown };
}
