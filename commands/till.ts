/** `npm run till -- sell|return|…`: a till by hand, on the store client. */
import {
  openTill,
  readDeviceFile,
  salvageJournal,
  type Till,
  type TillEvent,
  type TillOptions,
} from '../client/index.ts';
import { followTwinClock } from './place/twin-clock.ts';
import { programOf, runProgram } from './program.ts';
import { ACTIONS } from './till/actions.ts';
import { type PlaceWords, type TillWords, tillPlace, withTill } from './till/options.ts';
import { wordsOf } from './till/words.ts';

/** Loud on the error stream; what was asked for is printed on the other one. */
function report(event: TillEvent): void {
  if (event.is === 'refused')
    console.error(`refused ${event.entry.kind} ${event.entry.sequence}: ${event.problem.title}`);
  if (event.is === 'stuck')
    console.error(
      `the ledger refuses ${event.entry.kind} ${event.entry.sequence}, which was handed out: ${event.problem.title}`,
    );
  if (event.is === 'halted' || event.is === 'offline') console.error(`${event.is}: ${event.why}`);
}

async function atTill(
  words: PlaceWords,
  act: (till: Till) => Promise<object>,
  opening: Partial<TillOptions> = {},
): Promise<void> {
  if (words.regions === undefined) await followTwinClock(process.env);
  const { deviceFile, ...place } = tillPlace(words, process.env);
  const device = await readDeviceFile(deviceFile);
  const till = await openTill({ ...place, ...opening, device, report });
  try {
    const result = await act(till);
    console.log(words.json ? JSON.stringify(result, null, 2) : wordsOf(result));
  } finally {
    await till.stop();
  }
}

const program = programOf(
  'till',
  'Is a till by hand: numbers its entries, keeps them on disk and sends them to whichever Region answers.',
  [
    'npm run till -- sell --store HAUSSMANN --till 900 --line "3012345678902:Foulard:1:12900:2000" --tender cash:12900',
    'npm run till -- return --store HAUSSMANN --till 900 --original NUMBER --line 1:1:12900 --tender cash:12900',
    'npm run till -- close --store HAUSSMANN --till 900 --period 2026-11-24',
  ],
).addHelpText('after', '\nAmounts are cents, VAT rates basis points (2000 is 20 %), tenders cash, card or voucher.');

for (const { name, summary, options, act, opening } of ACTIONS) {
  const command = withTill(program.command(name).description(summary));
  for (const option of options) command.addOption(option);
  command.action((words: TillWords) => atTill(words, (till) => act(till, words), opening?.(words)));
}

withTill(program.command('journal').description('what can be read of the journal, also of a damaged one')).action(
  async (words: TillWords) => {
    console.log(JSON.stringify(await salvageJournal(tillPlace(words, process.env).directory), null, 2));
  },
);

await runProgram(program);
