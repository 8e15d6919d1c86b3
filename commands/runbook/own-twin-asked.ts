/** What is said of a twin that is started for one run. */
export interface OwnTwinAsked {
  readonly ownTwin?: true;
  readonly entries?: number;
  readonly forms?: number;
  readonly hours?: number;
  readonly seed?: string;
  readonly now?: string;
  readonly region?: string;
  readonly input: Record<string, unknown>;
  readonly json?: true;
}
