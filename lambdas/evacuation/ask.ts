import type { EvacuationDependencies } from './dependencies.ts';
import type { Ask } from './event.ts';

/** Where a run can be looked at. */
const consoleOf = (region: string, run: string): string =>
  `https://${region}.console.aws.amazon.com/states/home?region=${region}#/v2/executions/details/${run}`;

/**
 * Puts the question: keeps the token that answers it, and says so aloud. Whoever reads `operations` can answer; nobody else learns the
 * token. Died before the write: nobody was asked, and the repeated call asks. Died after it: the repeated call writes its own token.
 */
export async function ask({ notes, region: here, now, emit }: EvacuationDependencies, event: Ask) {
  const { run, region, token, seconds, evidence } = event;
  const asked = now();
  const until = new Date(asked.getTime() + seconds * 1000).toISOString();
  const question = { token, region, asked_at: asked.toISOString(), until, evidence: JSON.stringify(evidence ?? {}) };
  await notes.ask(run, question);
  const link = consoleOf(here, run);
  emit({ asked: 1 }, { run, leave: region, until, link });
  return { asked_at: question.asked_at, until, link };
}
