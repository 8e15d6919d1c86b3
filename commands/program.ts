import { Command, CommanderError } from 'commander';
import { troubleOf } from './trouble.ts';
import { UsageError } from './usage.ts';

/** Exit code of what was typed wrongly; 1 is for what went wrong while it was done. */
const MISUSE = 2;

/**
 * The frame of every command of this project: `--help` with examples, and errors in one line with how to go on.
 *
 * @param script the npm script by which it is called
 * @param examples lines as they can be typed
 */
export function programOf(script: string, summary: string, examples: readonly string[]): Command {
  return new Command(`npm run ${script} --`)
    .description(summary)
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .configureHelp({ helpWidth: 110 })
    .exitOverride()
    .allowExcessArguments(false)
    .showHelpAfterError('(add --help for what can be typed, with examples)')
    .addHelpText('after', `\nExamples:\n${examples.map((line) => `  ${line}`).join('\n')}`);
}

/**
 * Runs a command line: 0 when all is well, 1 when what was asked for failed, 2 when it was not understood. Never a stack trace.
 *
 * @param words what was typed behind the script's name
 */
export async function runProgram(program: Command, words: readonly string[] = process.argv.slice(2)): Promise<void> {
  try {
    await program.parseAsync([...words], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : MISUSE;
    else if (error instanceof UsageError) {
      console.error(`error: ${error.message}\n(add --help for what can be typed, with examples)`);
      process.exitCode = MISUSE;
    } else {
      console.error(`error: ${troubleOf(error)}`);
      process.exitCode = 1;
    }
  }
}
