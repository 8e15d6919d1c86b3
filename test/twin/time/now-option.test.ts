import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { momentOf } from '../../../twin/time/moment.ts';

const OPTION = new URL('../../../twin/time/now-option.ts', import.meta.url).href;

/** A program that has the option and says the time. */
const said = (...words: string[]) => {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `await import('${OPTION}'); console.log(new Date().toISOString())`,
      'program',
      ...words,
    ],
    { encoding: 'utf8' },
  );
  return { stdout: stdout.trim(), stderr, status };
};

test.each([
  ['2027-02-28T23:58:00Z', '2027-02-28T23:58:00'],
  ['2027-02-28T23:58Z', '2027-02-28T23:58:00'],
  ['2028-02-29T23:59:30+01:00', '2028-02-29T22:59:30'],
  ['2027-03-28T02:59:59.500-04:30', '2027-03-28T07:29:59'],
])('the clock begins at --now %s', (text, begins) => {
  expect(momentOf(text, '--now').toISOString()).toContain(begins);
  for (const words of [
    ['--now', text],
    ['--json', `--now=${text}`, 'more'],
  ]) {
    const { stdout, status } = said(...words);
    expect(status).toBe(0);
    expect(Date.parse(stdout) - Date.parse(text)).toBeGreaterThanOrEqual(0);
    expect(Date.parse(stdout) - Date.parse(text)).toBeLessThan(20_000);
  }
});

test.each([
  '2027-02-29T12:00:00Z',
  '2027-02-28T24:00:00Z',
  '2027-02-28T23:58:60Z',
  '2027-02-28T23:58:00',
  '2027-02-28T23:58:00+25:00',
  '2027-02-28',
  'tomorrow',
  '',
])('--now %s is refused, with what was found and what is allowed', (text) => {
  const { stderr, stdout, status } = said('--now', text);
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toBe(`--now: expected a time with its offset, such as 2027-02-28T23:58:00Z; found '${text}'.\n`);
});

test('--now with nothing after it is refused', () => {
  expect(said('--now').status).toBe(2);
});

test('a program without --now has the clock of the machine', () => {
  expect(Math.abs(Date.parse(said('--json').stdout) - Date.now())).toBeLessThan(20_000);
});
