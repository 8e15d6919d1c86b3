import type { FailoverFigures } from './figures.ts';
import { lawsOf } from './goals.ts';

const seconds = (value: number | null): string => (value === null ? 'never' : `${value} s`);

/** The table people read. */
export function printReport(figures: FailoverFigures, print: (line: string) => void): void {
  const { fault, rto_s, detect_s, decide_s, machine_s, budget_s, time_scale, seed } = figures;
  print('');
  print(
    `  A Region was lost (${fault}) and left; the clock begins with the fault (seed ${seed}, time × ${time_scale}).`,
  );
  print('');
  for (const { law, holds, seen } of lawsOf(figures)) print(`  ${holds ? '✔' : '✘'} ${law.padEnd(54)} ${seen}`);
  for (const { goal, holds, seen, applies } of figures.goals)
    print(
      `  ${applies ? (holds ? '✔' : '✘') : '·'} ${goal.padEnd(54)} ${seen ?? 'never'}${applies ? '' : ' (does not apply)'}`,
    );
  print('');
  print(`  from fault to stable    ${seconds(rto_s)} of ${budget_s} s`);
  print(`    detected              ${seconds(detect_s)} by ${figures.alarm}`);
  print(`    decided               ${seconds(decide_s)}`);
  if (figures.mode === 'real')
    print(
      `      after ${seconds(figures.told_s)}: ${figures.told}; ${figures.answered_with}, by ${figures.approved_by}`,
    );
  print(`    by the machine        ${seconds(machine_s)}`);
  for (const { step, target_s, actual_s, late } of figures.steps)
    print(
      `      ${step.padEnd(40)} ${actual_s} s${target_s === undefined ? '' : ` of ${target_s} s`}${late ? ', late' : ''}`,
    );
  print(`  the public name         was away for ${figures.dns_outage_s} s`);
  print(`  verdict                 ${figures.verdict}`);
  for (const receipt of figures.rpo_list.slice(0, 10)) print(`  look at ${receipt}`);
}
