import type { CloneDrill } from './clone.ts';

/** What a drill saw, in numbers. */
function countsOf(drill: CloneDrill) {
  const { clone, clone_s, whole, mended, apart, half, repaired, removal, took_s, seed } = drill;
  return {
    tables: Object.keys(clone.tables).length,
    items: whole.scan.items,
    texts: whole.scan.texts,
    known: whole.scan.known,
    leaks: whole.scan.leaks_count + mended.scan.leaks_count,
    found_in_original: whole.control.leaks_count,
    production_devices: apart.asked,
    production_device_refused: apart.asked > 0 && apart.refused === apart.asked,
    clone_device_refused: apart.stranger_refused,
    sold: apart.sold,
    form: apart.form,
    outside_calls: apart.outside_calls,
    half_built: half.left,
    repaired: repaired.state === 'serving' && repaired.health === 200,
    removed_too_early: removal.too_early,
    removed: removal.removed,
    left_after_removal: removal.left.length,
    rewritten: clone.rewritten,
    clone_s,
    took_s,
    seed,
  };
}

type Counts = ReturnType<typeof countsOf>;

interface Law {
  readonly law: string;
  readonly holds: boolean;
  readonly seen: string;
}

/** The laws the drill must hold, each with what it saw. */
const lawsOf = (figures: Counts): Law[] => [
  {
    law: 'nothing of the original is in a clone',
    holds: figures.leaks === 0 && figures.items > 0,
    seen: `${figures.leaks} leaks in ${figures.items} items`,
  },
  {
    law: 'the same look finds it in the original',
    holds: figures.found_in_original > 0,
    seen: `${figures.found_in_original} places, ${figures.known} values`,
  },
  {
    law: 'no device of the original gets in',
    holds: figures.production_device_refused,
    seen: `${figures.production_devices} asked`,
  },
  {
    law: 'no device of a clone gets out',
    holds: figures.clone_device_refused,
    seen: figures.clone_device_refused ? 'refused' : 'let in',
  },
  {
    law: 'a clone serves its own devices',
    holds: figures.sold > 0 && !figures.form.startsWith('refused') && figures.form !== 'unanswered',
    seen: `${figures.sold} sold, a form ${figures.form}`,
  },
  {
    law: 'customs and the acquirer hear nothing of it',
    holds: figures.outside_calls === 0,
    seen: `${figures.outside_calls} calls`,
  },
  {
    law: 'a clone left half built is repaired',
    holds: figures.repaired && figures.half_built !== 'serving',
    seen: `left ${figures.half_built}`,
  },
  {
    law: 'none is removed before its date',
    holds: figures.removed_too_early === 0,
    seen: `${figures.removed_too_early} removed`,
  },
  {
    law: 'nothing is left after its date',
    holds: figures.removed === 2 && figures.left_after_removal === 0,
    seen: `${figures.removed} removed, ${figures.left_after_removal} things left`,
  },
];

/** The figures of a drill, as its last line of JSON. */
export function figuresOf(drill: CloneDrill) {
  const counts = countsOf(drill);
  return { ...counts, verdict: lawsOf(counts).every(({ holds }) => holds) ? 'good' : 'broken' };
}

type Figures = ReturnType<typeof figuresOf>;

/** Says in a table what was seen. */
export function printReport(drill: CloneDrill, figures: Figures, print: (line: string) => void): void {
  print('');
  for (const { law, holds, seen } of lawsOf(figures)) print(`  ${holds ? '✔' : '✘'} ${law.padEnd(46)} ${seen}`);
  for (const { table, item, at, what } of [...drill.whole.scan.leaks, ...drill.mended.scan.leaks])
    print(`  look at ${table} ${item} ${at}: ${what}`);
  for (const left of drill.removal.left) print(`  left: ${left}`);
}
