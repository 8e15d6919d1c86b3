import { errorDetails, Failure } from '../failure.ts';
import { carried } from '../history/details.ts';
import { Trail } from '../history/history.ts';
import { contextOf } from './context.ts';
import { watched } from './deadline.ts';
import { type End, ExecutionTimedOut, Stopped } from './end.ts';
import { runFlow } from './flow.ts';
import type { Branch, Run } from './run.ts';
import { Variables } from './variables.ts';

/**
 * Runs an execution to its end, or on to its end when it was begun before.
 * @param signal aborted with `Stopped` when somebody stops it, with anything else when the process ends
 * @throws the signal's reason when the process ends: the execution is still running then.
 */
export async function execute(run: Run, signal: AbortSignal): Promise<End> {
  begin(run);
  const branch: Branch = {
    run,
    runFlow,
    path: '',
    trail: new Trail(run.history),
    variables: new Variables(),
    signal,
    context: contextOf(run),
  };
  try {
    const { definition } = run.machine;
    const flow = (inner: AbortSignal) => runFlow(definition, { ...branch, signal: inner }, run.execution.input);
    const output = await watched(signal, flow, (inner) => timeout(run, inner));
    branch.trail.add(endKey(run), 'ExecutionSucceeded', { executionSucceededEventDetails: carried('output', output) });
    return { status: 'SUCCEEDED', stopMs: run.clock.now(), output };
  } catch (error) {
    return unsuccessful(branch, error);
  }
}

function begin({ history, execution }: Run): void {
  const details = { ...carried('input', execution.input), roleArn: execution.roleArn };
  history.record('start', 0, 'ExecutionStarted', { executionStartedEventDetails: details });
  const count = execution.redrivesMs.length;
  if (count === 0) return;
  const executionRedrivenEventDetails = { redriveCount: count };
  history.record(`redrive.${count}`, 0, 'ExecutionRedriven', { executionRedrivenEventDetails });
}

/** The machine's own time limit, which starts anew with a redrive. */
async function timeout({ machine, execution, clock }: Run, signal: AbortSignal): Promise<Failure> {
  const seconds = machine.definition.TimeoutSeconds;
  if (seconds === undefined) return new Promise(() => undefined);
  await clock.sleep((execution.redrivesMs.at(-1) ?? execution.startMs) + 1000 * seconds, signal);
  return new ExecutionTimedOut();
}

function unsuccessful({ run, trail }: Branch, error: unknown): End {
  if (!(error instanceof Failure)) throw error;
  const stopMs = run.clock.now();
  const details = errorDetails(error);
  if (error instanceof ExecutionTimedOut) {
    trail.add(endKey(run), 'ExecutionTimedOut');
    return { status: 'TIMED_OUT', stopMs };
  }
  const [status, what] = error instanceof Stopped ? (['ABORTED', 'Aborted'] as const) : (['FAILED', 'Failed'] as const);
  trail.add(endKey(run), `Execution${what}`, { [`execution${what}EventDetails`]: details });
  return { status, stopMs, ...details };
}

function endKey({ execution }: Run): string {
  return `end.${execution.redrivesMs.length}`;
}
