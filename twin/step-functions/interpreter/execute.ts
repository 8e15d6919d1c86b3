import { errorDetails, Failure } from '../failure.ts';
import { carried } from '../history/details.ts';
import { Trail } from '../history/history.ts';
import type { JsonObject } from '../json.ts';
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
    return ended(branch, { status: 'SUCCEEDED', output }, 'Succeeded', carried('output', output));
  } catch (error) {
    return unsuccessful(branch, signal.aborted ? signal.reason : error, signal);
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
async function timeout({ machine, execution, clock }: Run, signal: AbortSignal): Promise<Error> {
  const seconds = machine.definition.TimeoutSeconds;
  if (seconds === undefined) return new Promise(() => undefined);
  await clock.sleep((execution.redrivesMs.at(-1) ?? execution.startMs) + 1000 * seconds, signal);
  return new ExecutionTimedOut();
}

function unsuccessful(branch: Branch, error: unknown, signal: AbortSignal): End {
  if (error instanceof ExecutionTimedOut) return ended(branch, { status: 'TIMED_OUT' }, 'TimedOut', {});
  if (signal.aborted && !(error instanceof Stopped)) throw error;
  const failure =
    error instanceof Failure || error instanceof Stopped ? error : new Failure('States.Runtime', String(error));
  const details = errorDetails(failure);
  return error instanceof Stopped
    ? ended(branch, { status: 'ABORTED', ...details }, 'Aborted', details)
    : ended(branch, { status: 'FAILED', ...details }, 'Failed', details);
}

/** Keeps the end before it is told, so that an execution never ends twice. */
function ended({ run, trail }: Branch, how: Omit<End, 'stopMs'>, what: string, details: JsonObject): End {
  const end = { ...how, stopMs: run.clock.now() } as End;
  run.journal.put(END, end);
  const key = `end.${run.execution.redrivesMs.length}`;
  trail.add(key, `Execution${what}`, { [`execution${what}EventDetails`]: details });
  return end;
}

/** Where the end of an execution is kept. */
export const END = 'end';
