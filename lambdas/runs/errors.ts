/** Who holds a runbook, and until when unless it says more. */
export interface Lock {
  readonly run: string;
  readonly region: string;
  readonly mode: string;
  /** ISO 8601 in UTC. */
  readonly since: string;
  readonly until: string;
}

/** Another run has the runbook. The name is what a state machine catches. */
export class RunbookLocked extends Error {
  override readonly name = 'RunbookLocked';
  constructor(runbook: string, { run, region, until }: Lock) {
    super(`${runbook} is held by ${run} in ${region} until ${until}`);
  }
}

/** The run asks for more time and no longer has the runbook: it must not act any more. */
export class RunbookLockLost extends Error {
  override readonly name = 'RunbookLockLost';
  constructor(runbook: string, holder: Lock | undefined) {
    super(
      holder === undefined
        ? `${runbook} is held by nobody: begin again`
        : `${runbook} is held by ${holder.run} in ${holder.region} until ${holder.until}`,
    );
  }
}

/** The event is not one that this function takes; the message says which member is wrong. */
export class InvalidRunEvent extends Error {
  override readonly name = 'InvalidRunEvent';
}

/** Nothing is known of the run: it never began, or not in this runbook. */
export class RunUnknown extends Error {
  override readonly name = 'RunUnknown';
}
