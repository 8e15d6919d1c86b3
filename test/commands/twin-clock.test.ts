import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from './support/run.ts';

const YEAR_MS = 365 * 86_400_000;

function folderWith(...lines: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'twin-clock-'));
  mkdirSync(join(folder, '.twin'));
  writeFileSync(join(folder, '.twin/environment'), lines.join('\n'));
  const privateKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  const device = { deviceId: 'LILLE-1', role: 'till', store: 'LILLE', till: '1', privateKey };
  writeFileSync(join(folder, 'key.json'), JSON.stringify(device));
  return folder;
}

async function issuedAt(folder: string): Promise<number> {
  const { out } = await run('commands/device.ts', ['token', '--key', 'key.json'], { cwd: folder });
  const [, claims = ''] = out.split('.');
  return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { iat: number }).iat * 1000;
}

test('a token is of the time of the twin: one that was started in another year takes no token of today', async () => {
  const twin = ['PERMANENCE_TWIN_DYNAMODB=eu-west-3=http://127.0.0.1:1', `PERMANENCE_CLOCK_OFFSET_MS=${YEAR_MS}`];
  const moved = await issuedAt(folderWith(...twin));
  const today = await issuedAt(folderWith(twin[0] ?? ''));
  expect(Math.round((moved - today) / 60_000)).toBeCloseTo(YEAR_MS / 60_000, -1);
});
