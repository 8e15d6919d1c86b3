import type { Json, JsonObject } from '../json.ts';

/** A number, or the JSONata expression of one. */
export type NumberField = number | string;

/** A rule of when and how often a failed state is tried again. */
export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly BackoffRate?: number;
  readonly MaxAttempts?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL' | 'NONE';
}

/** What a state, a choice and a catcher give on: output and variables. */
export interface Giving {
  readonly Output?: Json;
  readonly Assign?: JsonObject;
}

/** Where a failure goes that is not tried again. */
export interface Catcher extends Giving {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
}

interface Common extends Giving {
  readonly Comment?: string;
  readonly Next?: string;
  readonly End?: boolean;
}

/** A state that can fail, be tried again and be caught. */
export interface Fallible extends Common {
  readonly Type: 'Task' | 'Parallel' | 'Map';
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

export interface TaskState extends Fallible {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly Arguments?: Json;
  readonly TimeoutSeconds?: NumberField;
  readonly HeartbeatSeconds?: NumberField;
}

export interface PassState extends Common {
  readonly Type: 'Pass';
}

export interface Choice extends Giving {
  readonly Condition: boolean | string;
  readonly Next: string;
}

export interface ChoiceState extends Common {
  readonly Type: 'Choice';
  readonly Choices: readonly Choice[];
  readonly Default?: string;
}

export interface WaitState extends Common {
  readonly Type: 'Wait';
  readonly Seconds?: NumberField;
  readonly Timestamp?: string;
}

export interface SucceedState extends Common {
  readonly Type: 'Succeed';
}

export interface FailState extends Common {
  readonly Type: 'Fail';
  readonly Error?: string;
  readonly Cause?: string;
}

export interface ParallelState extends Fallible {
  readonly Type: 'Parallel';
  readonly Arguments?: Json;
  readonly Branches: readonly Flow[];
}

export interface ItemBatcher {
  readonly MaxItemsPerBatch?: NumberField;
  readonly MaxInputBytesPerBatch?: NumberField;
  readonly BatchInput?: Json;
}

export interface ItemProcessor extends Flow {
  readonly ProcessorConfig?: { readonly Mode?: 'INLINE' | 'DISTRIBUTED'; readonly ExecutionType?: string };
}

export interface MapState extends Fallible {
  readonly Type: 'Map';
  readonly ItemProcessor: ItemProcessor;
  readonly Items?: Json;
  readonly ItemSelector?: Json;
  readonly ItemBatcher?: ItemBatcher;
  readonly MaxConcurrency?: NumberField;
  readonly ToleratedFailurePercentage?: NumberField;
  readonly ToleratedFailureCount?: NumberField;
  readonly Label?: string;
}

/** A state of a machine. */
export type State =
  | TaskState
  | PassState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

/** States that follow each other: a machine, a branch of a Parallel, the processor of a Map. */
export interface Flow {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** A definition in the Amazon States Language. */
export interface Machine extends Flow {
  readonly QueryLanguage: 'JSONata';
  readonly Comment?: string;
  readonly TimeoutSeconds?: number;
}
