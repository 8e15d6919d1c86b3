import type { DamagedBackup } from './damaged-backup.ts';
import type { Found } from './finding.ts';

const allFound = ({ sets, deaths }: DamagedBackup): Found[] => [...sets.found, ...deaths.map(({ found }) => found)];

/** The figures of a drill, as its last line of JSON. */
export function figuresOf(drill: DamagedBackup) {
  const found = allFound(drill);
  const runs = [drill.sets.run, ...drill.deaths.map(({ run }) => run)];
  return {
    done: found.length,
    detected: found.filter(({ detected }) => detected).length,
    named: found.filter(({ named }) => named).length,
    false_alarms: drill.sets.falseAlarms.length,
    leftovers: runs.reduce((sum, { left }) => sum + left.length, 0),
    swept: runs.reduce((sum, { totals }) => sum + totals.swept, 0),
    kinds: Object.fromEntries(found.map(({ name, detected, named, says }) => [name, { detected, named, says }])),
    took_s: drill.took_s,
    seed: drill.seed,
  };
}

type Figures = ReturnType<typeof figuresOf>;

/** The laws the drill must hold, each with what it saw. */
export const lawsOf = (figures: Figures): { law: string; holds: boolean; seen: string }[] => [
  {
    law: 'whatever was done is reported',
    holds: figures.detected === figures.done && figures.done > 0,
    seen: `${figures.detected} of ${figures.done}`,
  },
  {
    law: 'the report names what is to blame',
    holds: figures.named === figures.done,
    seen: `${figures.named} of ${figures.done}`,
  },
  {
    law: 'what nobody touched is good',
    holds: figures.false_alarms === 0,
    seen: `${figures.false_alarms} false alarms`,
  },
  { law: 'no restored table is left', holds: figures.leftovers === 0, seen: `${figures.leftovers} left` },
];

/** Says in a table what was done and what the report said of it. */
export function printReport(drill: DamagedBackup, figures: Figures, print: (line: string) => void): void {
  print('');
  for (const { name, detected, named, says } of allFound(drill))
    print(`  ${detected && named ? '✔' : '✘'} ${name.padEnd(30)} ${says.slice(0, 120)}`);
  print('');
  for (const { law, holds, seen } of lawsOf(figures)) print(`  ${holds ? '✔' : '✘'} ${law.padEnd(40)} ${seen}`);
  for (const alarm of drill.sets.falseAlarms.slice(0, 10)) print(`  look at ${alarm}`);
}
