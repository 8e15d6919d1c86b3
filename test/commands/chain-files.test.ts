import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { run } from './support/run.ts';
import { openTwoRegions, type TwoRegions } from './support/two-regions.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });

let regions: TwoRegions;
beforeAll(async () => {
  regions = await openTwoRegions(inject('dynamodb'), {});
});
afterAll(() => regions?.close());

const folder = mkdtempSync(join(tmpdir(), 'chain-'));
const file = (name: string): string => join(folder, name);
const typed = (command: string, ...words: string[]) => run(`commands/${command}.ts`, words, { cwd: regions.folder });

test('an empty file is no proof: nothing is verified, and the exit code says so', async () => {
  writeFileSync(file('empty.jsonl'), '');
  writeFileSync(file('keys.json'), '{"keys":[]}');
  const { code, err, out } = await typed('verify-chain', file('empty.jsonl'), '--keys', file('keys.json'));
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toBe(`error: ${file('empty.jsonl')} holds no entry, so nothing is verified\n`);
});

test('evidence that is not there is no proof either', async () => {
  writeFileSync(file('evidence.jsonl'), '');
  const { code, err } = await typed('verify-evidence', '--file', file('evidence.jsonl'));
  expect(err).toContain('nothing was proven');
  expect(code).toBe(1);
});

test('keys that are none say what was expected', async () => {
  writeFileSync(file('no-keys.json'), '');
  const { code, err } = await typed('verify-chain', file('empty.jsonl'), '--keys', file('no-keys.json'));
  expect(err).toContain('is no set of keys as npm run --silent signing-key -- public prints it');
  expect(code).toBe(1);
});

test('a till that sold nothing leaves no file behind, and the export can be tried again', async () => {
  for (const _ of [1, 2]) {
    const { code, err } = await typed('export-chain', '--store', 'NOBODY', '--till', '9', '--out', file('none.jsonl'));
    expect(err).toContain('error: there is no entry to write');
    expect(code).toBe(1);
  }
  expect(readdirSync(folder).filter((name) => name.startsWith('none'))).toEqual([]);
});

test('a file that is there is never written over, and the export says so', async () => {
  writeFileSync(file('mine.jsonl'), 'mine');
  const { code, err } = await typed('export-chain', '--store', 'NOBODY', '--till', '9', '--out', file('mine.jsonl'));
  expect(err).toContain(`error: ${file('mine.jsonl')} is there already, and nothing is overwritten`);
  expect(code).toBe(1);
  expect(readFileSync(file('mine.jsonl'), 'utf8')).toBe('mine');
});

test('a device that is enrolled leaves its key where the till looks for it, and never loses one that is there', async () => {
  const name = `T${Date.now() % 100_000}`;
  const enrol = () => typed('device', 'enrol', '--store', 'LILLE', '--till', name);
  expect((await enrol()).code).toBe(0);
  const key = join(regions.folder, `.twin/devices/LILLE-${name}.json`);
  const before = readFileSync(key, 'utf8');
  expect((await enrol()).err).toContain('is there already, and nothing is overwritten');
  expect(readFileSync(key, 'utf8')).toBe(before);
  const status = await typed('till', 'status', '--store', 'LILLE', '--till', name, '--json');
  // No Region answers here, so a new till cannot learn where its chain stands; its key was found.
  expect(status.err).not.toContain('does not exist');
});

test('an id that is taken keeps the key of who has it, and leaves no file of another one', async () => {
  const id = `taken-${Date.now()}`;
  const enrol = (out: string) =>
    typed('device', 'enrol', '--store', 'LILLE', '--till', '1', '--id', id, '--out', file(out));
  expect((await enrol('first.json')).code).toBe(0);
  const second = await enrol('second.json');
  expect(second.err).toContain(`${id} is enrolled already`);
  expect([existsSync(file('first.json')), existsSync(file('second.json'))]).toEqual([true, false]);
});
