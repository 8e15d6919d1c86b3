/** One right of a role: actions on resources, `*` in one of them standing for any ending. */
export interface Right {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Why a resource cannot be named outright; demanded when one has a wildcard, shown in the report of cdk-nag. */
  readonly because?: string;
}
