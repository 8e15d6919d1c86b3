import { SLICES } from '../../../domain/traffic/slices.ts';
import { type Law, storeLaws } from '../failover/store-laws.ts';
import type { FailbackRun } from './failback.ts';
import type { Stage } from './share.ts';

/** What the canary's share may differ from its weight: three standard deviations of a tenth among 200 answers. */
const NEAR = 0.065;

const CANARY_SHARE =
  (SLICES.find(({ slice }) => slice === 'canary')?.weight ?? 0) / SLICES.reduce((sum, { weight }) => sum + weight, 0);

const last = (stages: readonly Stage[]): Stage | undefined => stages.at(-1);
const canaryOf = (stages: readonly Stage[]): Stage | undefined => stages.find(({ serves }) => serves === 'canary');

function measured({ seed, timeScale, left, ill, well, findings, forms, queued }: FailbackRun) {
  return {
    stages: well.stages,
    aborted: last(ill.stages)?.serves === 'none' && canaryOf(ill.stages) !== undefined,
    aborted_stages: ill.stages,
    lost: findings.lost.length,
    doubled: findings.doubled.length,
    chains_broken: findings.chainsBroken.length,
    unexplained: findings.unexplained.length,
    over_returned: findings.overReturned.length,
    still_queued: queued.length,
    forms: forms.issued,
    forms_lost: forms.findings.lost.length,
    forms_doubled: forms.findings.doubled.length,
    forms_stuck: forms.findings.stuck.length,
    acknowledged: findings.acknowledged,
    failover: left.report?.verdict ?? left.error ?? left.status,
    failback_when_ill: ill.end.report?.verdict ?? ill.end.error ?? ill.end.status,
    machine: well.end.status,
    failback: well.end.report?.verdict ?? well.end.error ?? well.end.status,
    time_scale: timeScale,
    seed,
  };
}

type Measured = ReturnType<typeof measured>;

/** The laws of a failback. */
function lawsOf(figures: Measured): Law[] {
  const { stages, aborted } = figures;
  const order = stages.map(({ serves }) => serves).join(', ');
  const canary = canaryOf(stages)?.share ?? 0;
  return [
    {
      law: 'a Region that falls ill at the first tenth is left again',
      holds: aborted,
      seen: figures.failback_when_ill,
    },
    { law: 'a sound Region gets a tenth, then everything', holds: order === 'none, canary, all', seen: order },
    {
      law: 'at the first stage a tenth of the answers lead to it',
      holds: Math.abs(canary - CANARY_SHARE) < NEAR,
      seen: canary,
    },
    { law: 'the runbook came to its good end', holds: figures.machine === 'SUCCEEDED', seen: figures.failback },
    { law: 'at the end all answers do', holds: last(stages)?.share === 1, seen: last(stages)?.share ?? 0 },
    ...storeLaws(figures),
  ];
}

/** The figures of the drill, as its last line of JSON. */
export function figuresOf(run: FailbackRun) {
  const figures = measured(run);
  const verdict = lawsOf(figures).every(({ holds }) => holds) ? ('good' as const) : ('broken' as const);
  return { ...figures, verdict };
}

export type FailbackFigures = ReturnType<typeof figuresOf>;

/** The table people read. */
export function printReport(figures: FailbackFigures, print: (line: string) => void): void {
  print('');
  print(`  A Region was lost, left, and taken back twice (seed ${figures.seed}, time × ${figures.time_scale}).`);
  print('');
  for (const { law, holds, seen } of lawsOf(figures)) print(`  ${holds ? '✔' : '✘'} ${law.padEnd(58)} ${seen}`);
  print('');
  for (const { serves, share, seconds } of figures.stages)
    print(
      `  it serves ${serves.padEnd(8)} for ${seconds} s; then ${Math.round(share * 100)} of 100 answers lead to it`,
    );
  print(`  verdict   ${figures.verdict}`);
}
