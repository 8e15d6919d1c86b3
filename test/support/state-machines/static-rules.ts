import { createRequire } from 'node:module';
import { isObject, type JsonObject } from '../../../twin/step-functions/json.ts';
import { failingCatchers } from './catcher-rules.ts';
import { tokensIn, withTokens } from './tokens.ts';
import { misnamedVariables, unknownVariables } from './unknown-variables.ts';

interface Verdict {
  readonly isValid: boolean;
  readonly errorsText: (separator: string) => string;
}

const require = createRequire(import.meta.url);
const validate = require('asl-validator') as (definition: unknown) => Verdict;

/** Error names that say nothing about what went wrong. */
const WILDCARDS = ['States.ALL', 'States.TaskFailed'];

/** What asl-validator has against a definition; `undefined` when it is valid. */
export function invalidityOf(text: string): string | undefined {
  const { isValid, errorsText } = validate(filled(text));
  return isValid ? undefined : errorsText('; ');
}

/** What a definition of ours must be beyond being valid; each problem names its state. Empty when all is well. */
export function problemsOf(text: string): string[] {
  const machine = filled(text);
  return [
    ...(machine.QueryLanguage === 'JSONata' ? [] : ['QueryLanguage is JSONata']),
    ...(typeof machine.Comment === 'string'
      ? []
      : ['a Comment says the goal, the abort rule and the longest duration']),
    ...(typeof machine.TimeoutSeconds === 'number' ? [] : ['the machine has TimeoutSeconds']),
    ...statesIn(machine).flatMap(([name, state]) => problemsOfState(state).map((problem) => `${name}: ${problem}`)),
    ...unknownVariables(machine),
    ...misnamedVariables(machine),
  ];
}

/** Catchers that fail themselves; see `failingCatchers`. */
export const catcherProblemsOf = (text: string): Promise<string[]> => failingCatchers(filled(text));

function filled(text: string): JsonObject {
  const tokens = Object.fromEntries(tokensIn(text).map((token) => [token, `the-${token.toLowerCase()}`]));
  return JSON.parse(withTokens(text, tokens)) as JsonObject;
}

/** Every state of a machine by its name, those inside Map and Parallel included. */
function statesIn(flow: JsonObject): [string, JsonObject][] {
  const own = Object.entries((flow.States ?? {}) as Record<string, JsonObject>);
  return own.flatMap(([name, state]) => {
    const inner = [...((state.Branches ?? []) as JsonObject[]), state.ItemProcessor].filter((one) => isObject(one));
    return [[name, state] as [string, JsonObject], ...inner.flatMap(statesIn)];
  });
}

function problemsOfState(state: JsonObject): string[] {
  const answers = ['Task', 'Map', 'Parallel'].includes(String(state.Type)) ? problemsOfLargeAnswers(state) : [];
  if (state.Type !== 'Task') return [...answers, ...problemsOfRetries(state)];
  return [
    ...answers,
    ...(state.TimeoutSeconds === undefined ? ['a Task has TimeoutSeconds'] : []),
    ...(rulesOf(state.Retry).length === 0 ? ['a Task has Retry'] : []),
    ...problemsOfRetries(state),
    ...problemsOfCatches(state),
  ];
}

function problemsOfRetries({ Retry }: JsonObject): string[] {
  return rulesOf(Retry).flatMap((retrier) => [
    ...(typeof retrier.MaxAttempts === 'number' ? [] : ['Retry is bounded by MaxAttempts']),
    ...(typeof retrier.MaxDelaySeconds === 'number' || retrier.MaxAttempts === 0 ? [] : ['Retry has MaxDelaySeconds']),
    ...(retrier.JitterStrategy === 'FULL' || retrier.MaxAttempts === 0 ? [] : ['Retry has JitterStrategy FULL']),
    ...(namesOf(retrier).some((name) => WILDCARDS.includes(name)) ? ['Retry names its errors'] : []),
  ]);
}

function problemsOfCatches({ Catch }: JsonObject): string[] {
  const catchers = rulesOf(Catch);
  const specific = catchers.some((catcher) => namesOf(catcher).every((name) => !WILDCARDS.includes(name)));
  return specific ? [] : ['a Task has a Catch that names its errors'];
}

/** `States.TaskFailed` does not mean an answer above 256 KiB, which ends a run in the middle. */
function problemsOfLargeAnswers({ Catch }: JsonObject): string[] {
  const names = rulesOf(Catch).flatMap(namesOf);
  return names.some((name) => ['States.ALL', 'States.DataLimitExceeded'].includes(name))
    ? []
    : ['a Catch names States.DataLimitExceeded'];
}

function rulesOf(rules: unknown): JsonObject[] {
  return Array.isArray(rules) ? (rules as JsonObject[]) : [];
}

function namesOf({ ErrorEquals }: JsonObject): string[] {
  return (ErrorEquals ?? []) as string[];
}
