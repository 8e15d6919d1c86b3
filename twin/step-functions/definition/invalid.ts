/** A definition that is not run, with everything that is wrong with it. Answered as `InvalidDefinition`. */
export class InvalidDefinition extends Error {
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    const said = findings.map(({ says, at }) => `${says} at ${at || '/'}`);
    super(`Invalid State Machine Definition: '${said.join(', ')}'`);
    this.name = 'InvalidDefinition';
    this.findings = findings;
  }
}

/** One thing that is wrong, and where, as a JSON pointer. */
export interface Finding {
  readonly says: string;
  readonly at: string;
}
