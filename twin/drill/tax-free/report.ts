import { figuresOf, type TaxFreeFigures } from './figures.ts';
import type { TaxFreeRun } from './tax-free.ts';

interface Law {
  law: string;
  holds: boolean;
  seen: number;
}

const none = (law: string, seen: number): Law => ({ law, holds: seen === 0, seen });

/** The laws the drill must hold, each with how many broke it. */
export const lawsOf = (figures: TaxFreeFigures): Law[] => [
  none('every form has the credit it was promised, or says why not', figures.lost),
  none('no card is credited more than once, no receipt on two forms', figures.doubled),
  none('no form without its claim on each of its receipts', figures.claimless),
  none('nothing is refunded that was given back', figures.over_returned),
  none('no receipt is held for a form that does not have it', figures.claims_left),
  none('customs and we agree', figures.disagreeing),
  none('nothing is left past its deadline', figures.stuck),
];

const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ') || 'none';

/** Says in a table what became of the forms. */
export function printReport(run: TaxFreeRun, print: (line: string) => void): void {
  const figures = figuresOf(run);
  print('');
  print(`  ${figures.kiosks} kiosks issued ${figures.forms} forms, ${figures.grouped} of them on several receipts;`);
  print(
    `  ${figures.credited} were credited, while ${figures.regions_killed.join(', ') || 'no Region'} was killed, with`,
  );
  print(`  ${figures.sandboxes_killed} sandboxes at other moments (seed ${figures.seed}).`);
  print('');
  for (const { law, holds, seen } of lawsOf(figures)) print(`  ${holds ? '✔' : '✘'} ${law.padEnd(60)} ${seen}`);
  print('');
  print(`  our own time a request   p50 ${figures.own_ms_p50} ms   p99 ${figures.own_ms_p99} ms`);
  print(`  from button to money     p50 ${figures.end_to_end_ms_p50} ms   p99 ${figures.end_to_end_ms_p99} ms`);
  print(`  requests a transition    ${figures.requests_per_transition}`);
  print(
    `  when it is told to us    ${figures.requests_per_told_transition}; all of them with what the link lost ${figures.requests_per_transition_with_repeats}`,
  );
  print(`  forms stand at           ${listed(figures.states)}`);
  print(`  refused                  ${listed(figures.refused)}`);
  print(`  goods taken back beside  ${listed(figures.returns)}`);
  print(`  on the way               ${listed(figures.faults)}`);
  for (const broken of Object.values(run.findings).flat().slice(0, 12)) print(`  look at ${broken}`);
}
