/** `npm run runbook -- <runbook>`: starts a state machine, follows it state by state, and ends with its output; answers, stops, shows. */
import { Option } from 'commander';
import { withPlace } from './place/options.ts';
import { regionNamed } from './place/region-names.ts';
import type { PlaceAsked } from './place/where.ts';
import { plainText } from './plain-text.ts';
import { programOf, runProgram } from './program.ts';
import { type ApproveAsked, approve } from './runbook/approve.ts';
import { RUNBOOK_NAMES, RUNBOOK_SAYS } from './runbook/catalogue.ts';
import { inputOf } from './runbook/input.ts';
import { runOnOwnTwin, withOwnTwin } from './runbook/own-twin.ts';
import type { OwnTwinAsked } from './runbook/own-twin-asked.ts';
import { report } from './runbook/report.ts';
import { type StartAsked, start } from './runbook/start.ts';
import { status } from './runbook/status.ts';
import { stop } from './runbook/stop.ts';

const program = programOf(
  'runbook',
  'Starts, shows, answers and stops the runbooks: state machines that each Region runs.',
  [
    'npm run runbook -- status',
    'npm run runbook -- failover --leave paris --input \'{"manner": "ungraceful", "reason": "WHY"}\'',
    'npm run runbook -- approve failover --show      what the run asks; then: approve failover --by NAME, or --refuse',
    'npm run runbook -- report failover --html run.html',
    'npm run runbook -- failback --bring-back paris',
    'npm run runbook -- restore-test --own-twin      on a twin that is started, filled and backed up for it',
  ],
).addHelpText('after', '\nEvery command finds the Regions that answer by itself. Each takes --help.');

const verb = (words: string, summary: string) => withPlace(program.command(words).description(summary));

/** Ends with the exit code of what was done. */
const done =
  <Words extends unknown[]>(act: (...words: Words) => Promise<number>) =>
  async (...words: Words): Promise<void> => {
    process.exitCode = await act(...words);
  };

verb('status [runbook]', 'show the last runs, in every Region that answers')
  .option('--json', 'for programs')
  .action(done(status));
verb('approve <runbook|run>', 'show what a run asks a person, and answer it')
  .option('--show', 'only show it')
  .option('--refuse', 'answer no')
  .option('--by <name>', 'who answers: goes into the evidence (default: your account)', plainText)
  .action(done((named: string, asked: ApproveAsked) => approve(named, asked)));
verb('stop <runbook>', 'stop what runs of it, in every Region that answers; its next run removes what it left').action(
  done((runbook: string, asked: PlaceAsked) => stop(runbook, asked)),
);
verb('report <runbook> [run]', 'show what a run took and found; the last one when none is named')
  .option('--html <file>', 'write its page with the time line')
  .action(done(report));

/** Of which Region such a runbook is. */
const ABOUT: Readonly<Record<string, Option>> = {
  failover: new Option('--leave <region>', 'the Region to leave; it runs in the other one').argParser(regionNamed),
  failback: new Option('--bring-back <region>', 'the Region that gets its traffic back').argParser(regionNamed),
};

/** What can be tried on a twin that is started for it. */
const ON_OWN_TWIN = new Set(['restore-test', 'clone-environment']);

type Started = Omit<StartAsked, 'about'> & OwnTwinAsked & { readonly leave?: string; readonly bringBack?: string };

for (const runbook of RUNBOOK_NAMES) {
  const command = verb(runbook, RUNBOOK_SAYS[runbook]?.does ?? '')
    .option('--input <json>', 'its input, as JSON or @FILE', inputOf, {})
    .option('--json', 'the last line is its output, as JSON')
    .option('--no-follow', 'start it and do not wait for its end');
  const option = ABOUT[runbook];
  if (option !== undefined) command.addOption(option);
  if (ON_OWN_TWIN.has(runbook)) withOwnTwin(command);
  command.action(
    done(({ leave, bringBack, ...asked }: Started) => {
      const about = leave ?? bringBack;
      return asked.ownTwin ? runOnOwnTwin(runbook, asked) : start(runbook, { ...asked, ...(about ? { about } : {}) });
    }),
  );
}

await runProgram(program);
