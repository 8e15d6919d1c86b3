/** The rules, each with the sentence that says what it is for. */
export const STATIC_STABILITY_RULES = {
  'data-plane-only': 'Nothing on the way of a failover calls a control plane.',
  'no-global-endpoint': 'Nothing on the way of a failover needs us-east-1.',
  'not-the-region-left': 'Nothing on the way of a failover needs the Region that is being left.',
  'within-budget': 'The longest path of a machine with all its timeouts fits its budget.',
  'exists-before': "Everything that the way needs exists in each Region's own stacks.",
  'equal-regions': 'Both Regions are the same but for names.',
} as const;

export type RuleName = keyof typeof STATIC_STABILITY_RULES;

/** One thing that would make a failover depend on what may be down. */
export interface Finding {
  readonly rule: RuleName;
  readonly says: string;
  readonly templatePath: string;
  readonly resourceLogicalId: string;
}
