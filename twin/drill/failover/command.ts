import type { RegionFault } from '../region-loss.ts';
import { failover } from './failover.ts';
import { figuresOf } from './figures.ts';
import type { AnswerWay } from './person.ts';
import { printReport } from './report.ts';
import { personRefuses } from './scenarios/refusals.ts';
import { chosen, playAll } from './scenarios/scenarios.ts';
import type { Scenario } from './scenarios/stage.ts';
import { startDrillWorld } from './world.ts';

/** What is typed behind `npm run drill -- failover`. */
export interface FailoverWords {
  json: boolean;
  seed: string;
  fault: RegionFault;
  timeScale: number;
  tills: number;
  kiosks: number;
  /** `loss`: a Region is lost, and nothing else. */
  scenario: string;
  /** `real`: a person is asked, as on AWS. */
  mode: 'drill' | 'real';
  answer: AnswerWay;
}

const onProgress = (line: string): void => console.log(`· ${line}`);

async function loss({ json, seed, fault, timeScale, tills, kiosks, mode, answer }: FailoverWords): Promise<boolean> {
  const parts = { seed, timeScale, tills, kiosks, onProgress };
  const figures = figuresOf(await failover({ ...parts, fault, ...(mode === 'real' ? { answer } : {}) }));
  printReport(figures, console.log);
  if (json) console.log(JSON.stringify(figures));
  return figures.verdict === 'good';
}

/** What else may go wrong: no customers here, only the runbook and the switch. */
async function scenarios(
  { json, seed, timeScale, mode }: FailoverWords,
  played: readonly Scenario[],
): Promise<boolean> {
  const world = await startDrillWorld({ seed, timeScale, tills: 0, kiosks: 0, starts: 'nothing', onProgress });
  try {
    const findings = await playAll(played, { world, say: onProgress });
    const held = findings.every((finding) => finding.held);
    const verdict = held ? 'good' : 'broken';
    if (json) console.log(JSON.stringify({ mode, scenarios: findings, time_scale: timeScale, seed, verdict }));
    return held;
  } finally {
    await world.twin.stop();
  }
}

/** The failover drill or its scenarios. @returns whether all laws held and all goals were met */
export const drillFailover = (words: FailoverWords): Promise<boolean> =>
  words.mode === 'real' && words.answer === 'refuse'
    ? scenarios(words, [personRefuses(words.fault)])
    : words.scenario === 'loss'
      ? loss(words)
      : scenarios(words, chosen(words.scenario));
