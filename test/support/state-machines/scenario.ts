import { readFileSync } from 'node:fs';
import { virtualClock } from '../../../twin/step-functions/clock/virtual.ts';
import { machineOf } from '../../../twin/step-functions/definition/check.ts';
import { eventsIn, type HistoryEvent, historyIn } from '../../../twin/step-functions/history/history.ts';
import { performWith } from '../../../twin/step-functions/integrations/perform.ts';
import { execute } from '../../../twin/step-functions/interpreter/execute.ts';
import { newBell } from '../../../twin/step-functions/interpreter/task/bell.ts';
import { answerKey, openToken } from '../../../twin/step-functions/interpreter/task/token.ts';
import { memoryJournal } from '../../../twin/step-functions/journal/journal.ts';
import { isObject, type Json, type JsonObject } from '../../../twin/step-functions/json.ts';
import { type Answers, scripted } from './answers.ts';
import { withTokens } from './tokens.ts';

/** One run of a machine against scripted answers. */
export interface Scenario {
  /** `restore-test` for `statemachines/restore-test.asl.json`; or give a `definition`. */
  readonly file?: string;
  readonly definition?: object;
  /** What stands for `${…}`; every token of the file needs one. */
  readonly tokens?: Readonly<Record<string, string>>;
  readonly input?: Json;
  /** Asked for every task; see `Answers`. */
  readonly answers?: Answers;
  /** What who holds a task token says, by the payload that took it to them; nobody says anything unless told. */
  readonly people?: (payload: JsonObject) => PersonAnswer | undefined;
  /** When it starts; 05:00 in Paris on 24 November 2026 unless told. */
  readonly startMs?: number;
  /** For jitter and `$random()`: from 0 up to 1; always a half unless told. */
  readonly random?: () => number;
}

/** As SendTaskSuccess or SendTaskFailure say it. */
export type PersonAnswer =
  | { readonly output: Json }
  | { readonly failed: { readonly error?: string; readonly reason?: string } };

/** What came of a scenario. */
export interface Outcome {
  /** Names of the states in the order in which they were entered, those inside Map and Parallel included. */
  readonly path: readonly string[];
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly output: Json | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  /** Every call that was made, in order. */
  readonly calls: readonly Called[];
  /** How long it took on the virtual clock. */
  readonly seconds: number;
  readonly events: readonly HistoryEvent[];
}

/** One call of a task. `resource` is a function name or `backup:startRestoreJob`. */
export interface Called {
  readonly resource: string;
  readonly input: Json;
  /** Virtual seconds since the start. */
  readonly at: number;
}

const ARN = 'arn:aws:states:eu-west-3:000000000000';

/** Runs a machine to its end on a virtual clock, in real milliseconds. */
export async function runScenario(scenario: Scenario): Promise<Outcome> {
  const { file, definition, tokens = {}, input = {}, answers = {}, random = () => 0.5 } = scenario;
  const text = definition ? JSON.stringify(definition) : readFileSync(`statemachines/${file}.asl.json`, 'utf8');
  const clock = virtualClock(scenario.startMs);
  const startMs = clock.now();
  const name = file ?? 'machine';
  const path: string[] = [];
  const calls: Called[] = [];
  const journal = memoryJournal();
  const stop = new AbortController();
  const tasks = scripted(answers, {
    clock,
    called: (resource, given) => {
      calls.push({ resource, input: given, at: (clock.now() - startMs) / 1000 });
      const token = isObject(given) ? openToken(String(given.token)) : undefined;
      const answer = token && scenario.people?.(given as JsonObject);
      if (token && answer) journal.put(answerKey(token.attemptKey), answer as JsonObject);
    },
    unexpected: (error) => stop.abort(error),
  });
  const run = {
    machine: { arn: `${ARN}:stateMachine:${name}`, name, definition: machineOf(withTokens(text, tokens)) },
    execution: {
      arn: `${ARN}:execution:${name}:scenario`,
      name: 'scenario',
      input,
      roleArn: 'arn:aws:iam::000000000000:role/scenario',
      startMs,
      redrivesMs: [],
    },
    journal,
    history: historyIn(journal, clock.now),
    clock,
    random,
    perform: performWith(tasks, () => Promise.reject(new Error('startExecution is not scripted'))),
    answers: newBell(),
    observe: (state: string) => void path.push(state),
  };
  const { status, stopMs, output, error, cause } = await execute(run, stop.signal);
  return {
    path,
    status,
    output,
    error: error as string | undefined,
    cause: cause as string | undefined,
    calls,
    seconds: (stopMs - startMs) / 1000,
    events: eventsIn(journal),
  };
}
