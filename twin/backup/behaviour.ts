/** How the service behaves, as far as it is not a fault of single jobs. All of it can be changed while it runs. */
export interface Behaviour {
  /** How long a job waits before it runs, in milliseconds. */
  pending_ms: number;
  /** The least time from a job's start to its end, in milliseconds. */
  running_ms: number;
  /** Whether PutRestoreValidationResult is taken for jobs outside a restore testing plan. */
  validateAnyJob: boolean;
}

/** Quick, but slow enough that whoever polls sees every state. */
export const USUAL: Behaviour = { pending_ms: 20, running_ms: 50, validateAnyJob: true };
