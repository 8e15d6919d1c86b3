import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';

// Each test starts programs of its own, some of which load the whole simulator.
vi.setConfig({ testTimeout: 120_000 });

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const { scripts } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { scripts: Record<string, string> };

interface Ended {
  readonly code: number | null;
  readonly says: string;
}

/** Runs a script as npm does: by a shell, the project's programs first. */
function npm(script: string, words: string): Promise<Ended> {
  // Packages are there and generated: the set-up before some scripts is not what is tried.
  const command = scripts[script]?.replace(/^node scripts\/setup\.mjs( --java)? && /, '');
  const env = { PATH: `${ROOT}node_modules/.bin:${process.env.PATH}`, HOME: '/nonexistent' };
  const child = spawn('sh', ['-c', `${command} ${words}`], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => said.push(String(text)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, says: said.join('') }));
  });
}

/** npm itself runs it, with nothing behind it. */
const OF_NPM = 'postinstall';
const NAMES = Object.keys(scripts).filter((name) => name !== OF_NPM);
const withoutStack = expect.not.stringMatching(/^\s+at .+:\d+:\d+\)?$/m);

test.each(NAMES)(
  'npm run %s helps with examples when it is asked to, and says what is wrong with a misspelt option',
  async (name) => {
    const [help, short, misspelt] = await Promise.all([npm(name, '--help'), npm(name, '-h'), npm(name, '--hlp')]);
    expect(help).toEqual({ code: 0, says: expect.stringMatching(/^Usage: npm run [\s\S]*Examples:\n {2}\S/) });
    expect(short).toEqual(help);
    expect(misspelt).toEqual({ code: 2, says: withoutStack });
    expect(misspelt.says).toMatch(/^error: (unknown option '--hlp'|required option '--\w+ <\w+>' not specified)/);
  },
);

/** Those that do different things: with nothing typed behind them they do none. */
const VERBS = ['device', 'secret', 'slips', 'signing-key', 'runbook', 'till', 'twin', 'drill', 'bench'];

test.each(VERBS)('npm run %s with nothing behind it, or with a misspelt word, helps and does nothing', async (name) => {
  const [nothing, misspelt] = await Promise.all([npm(name, ''), npm(name, 'staus')]);
  expect(nothing).toEqual({ code: 2, says: expect.stringMatching(/Commands:[\s\S]*Examples:/) });
  expect(misspelt).toEqual({ code: 2, says: expect.stringContaining("unknown command 'staus'") });
  expect(misspelt.says).toEqual(withoutStack);
});

test.each([
  ['runbook', 'approve --help'],
  ['runbook', 'failover --help'],
  ['drill', 'failover --help'],
  ['till', 'sell --help'],
  ['device', 'enrol --help'],
])('npm run %s -- %s explains what can be typed', async (name, words) => {
  expect(await npm(name, words)).toEqual({ code: 0, says: expect.stringContaining('Options:') });
});

test.each([
  ['till', 'sell --store AA --till 1', "required option '--line <line>' not specified"],
  ['till', 'sell --store AA --till 1 --line 1:2 --tender cash:1', "error: quantity of '1:2' is not a whole number"],
  ['runbook', 'failover --leave rome', "unknown Region 'rome'; known: paris, eu-west-3, frankfurt, eu-central-1"],
  ['runbook', 'failover --leave paris --input [', 'Expected a JSON object'],
  ['runbook', 'failover', 'needs to know which Region is meant, such as --leave paris'],
  ['slips', 'stock --first 9 --last 1', '--last 1 lies below --first 9'],
  ['morning', '--date yesterday', 'Expected a date, such as 2026-11-24'],
])('npm run %s -- %s says what was expected', async (name, words, says) => {
  const ended = await npm(name, words);
  expect(ended).toEqual({ code: 2, says: withoutStack });
  expect(ended.says).toContain(says);
});
