import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { territoriesIn } from '../../lambdas/checkout/environment.ts';
import { platformOf } from '../../lambdas/shared/acquirer/platform.ts';
import { operatorOf } from '../../lambdas/shared/form-work/operators.ts';
import { loadSettings, parseSettings } from '../../lib/settings.ts';
import { storesEnvironment } from '../../lib/stores-environment.ts';

const strong = {
  regions: ['eu-west-3', 'eu-central-1'],
  tables: 'strong',
  witness: 'eu-west-1',
  destroyable: false,
  logRetentionDays: 30,
  throttle: { requestsPerSecond: 100, burst: 200 },
  webhookThrottle: { requestsPerSecond: 20, burst: 40 },
  requestsPerAddress: 10_000,
  times: { timeZone: 'Europe/Paris', skewMinutes: 5, offlineDays: 7 },
  breakGlassRole: 'break-glass',
  taxFree: { operator: 'typical', customsUrl: 'https://test.customs.example', acquirer: 'test' },
  failover: {
    approvalSeconds: 900,
    withoutAnswer: 'abort',
    verifications: 3,
    concurrency: { quota: 1000, needed: 500 },
    peakHours: { from: 10, to: 20 },
  },
  backup: {
    hourlyDays: 3,
    dailyDays: 35,
    tape: {
      hourlyDays: 7,
      dailyDays: 30,
      lock: { minimumDays: 7, maximumDays: 40, changeableForDays: 3 },
    },
  },
};
const live = { ...strong, taxFree: { ...strong.taxFree, acquirer: 'live:prefix' } };
const domain = { name: 'api.permanence.example', zoneName: 'permanence.example', hostedZoneId: 'Z0123456789' };
const { witness: _, ...withoutWitness } = strong;

const { lock } = strong.backup.tape;
const withTape = (tape: Record<string, unknown>) => ({
  ...strong,
  backup: { ...strong.backup, tape: { hourlyDays: 7, dailyDays: 30, ...tape } },
});

describe('settings', () => {
  it('of this repository are right, one file per environment', () => {
    const folder = fileURLToPath(new URL('../../settings', import.meta.url));
    expect(loadSettings(folder).map(({ environment }) => environment)).toEqual([
      'development',
      'production',
      'staging',
    ]);
  });

  it('tell checkout which stores are outside the mainland, and take no territory that nobody knows', () => {
    const stores = { BASTIA: { territory: 'corsica' }, DENIS: { territory: 'reunion' } };
    const { TERRITORIES } = storesEnvironment(parseSettings('production', { ...live, stores }));
    expect([...territoriesIn(TERRITORIES)]).toEqual([
      ['BASTIA', 'corsica'],
      ['DENIS', 'reunion'],
    ]);
    expect(storesEnvironment(parseSettings('production', live)).TERRITORIES).toBe('{}');
    for (const wrong of [{ BASTIA: { territory: 'sardinia' } }, { bastia: { territory: 'corsica' } }, { BASTIA: {} }])
      expect(() => parseSettings('production', { ...live, stores: wrong })).toThrow('settings of production: stores');
  });

  it('may have a domain inside its hosted zone', () => {
    expect(parseSettings('production', { ...live, domain }).domain).toEqual(domain);
  });

  it.each([
    ['an unknown environment', 'prod', strong, 'there is no environment "prod"'],
    [
      'a Region outside the European Union',
      'staging',
      { ...strong, regions: ['eu-west-2'] },
      'regions.0 must be one of',
    ],
    ['the same Region twice', 'staging', { ...strong, regions: ['eu-west-3', 'eu-west-3'] }, 'duplicate'],
    ['a strong table in one Region', 'staging', { ...strong, regions: ['eu-west-3'] }, 'both serving Regions'],
    ['a strong table without a witness', 'staging', withoutWitness, 'witness Region eu-west-1'],
    ['a witness elsewhere', 'staging', { ...strong, witness: 'us-east-1' }, 'witness must be one of eu-west-1'],
    ['a strong table that can be destroyed', 'staging', { ...strong, destroyable: true }, 'cannot be destroyable'],
    ['plain tables in two Regions', 'development', { ...withoutWitness, tables: 'plain' }, 'name exactly one'],
    [
      'plain tables in production',
      'production',
      { ...withoutWitness, tables: 'plain', regions: ['eu-west-3'] },
      'production needs strong tables',
    ],
    ['a domain without its hosted zone', 'staging', { ...strong, domain: { name: 'a.example' } }, 'hostedZoneId'],
    [
      'a domain outside its hosted zone',
      'staging',
      { ...strong, domain: { ...domain, name: 'api.other-permanence.example' } },
      'must lie in its hosted zone',
    ],
    [
      'a burst below the rate',
      'staging',
      { ...strong, throttle: { requestsPerSecond: 100, burst: 50 } },
      'the burst must be at least',
    ],
    [
      'webhooks that may take all there is',
      'staging',
      { ...strong, webhookThrottle: { requestsPerSecond: 100, burst: 200 } },
      'must get less than all routes together',
    ],
    ['real cards in a test', 'staging', live, 'the acquirer must be test'],
    ['a test where real cards are credited', 'production', strong, 'the acquirer must be live:<prefix>'],
    [
      'customs over plain http',
      'staging',
      { ...strong, taxFree: { ...strong.taxFree, customsUrl: 'http://customs.example' } },
      'taxFree.customsUrl must match',
    ],
    ['a retention that CloudWatch does not know', 'staging', { ...strong, logRetentionDays: 31 }, 'logRetentionDays'],
    [
      'a lock that cannot be taken back for a day',
      'staging',
      withTape({ lock: { ...lock, changeableForDays: 1 } }),
      'changeableForDays must be >= 3',
    ],
    ['copies shorter than the lock takes', 'staging', withTape({ hourlyDays: 6, lock }), 'at least the minimum'],
    ['copies longer than the lock takes', 'staging', withTape({ dailyDays: 41, lock }), 'at most the maximum'],
    ['production without a lock', 'production', { ...withTape({}), taxFree: live.taxFree }, 'needs a locked tape'],
    [
      'a lock on what can be destroyed',
      'development',
      { ...withoutWitness, tables: 'plain', regions: ['eu-west-3'], destroyable: true },
      'a locked tape outlives everything',
    ],
    ['a field nobody reads', 'staging', { ...strong, color: 'red' }, 'must not have "color"'],
    ['nothing at all', 'staging', undefined, 'the file must be object'],
  ])('with %s fail with a sentence', (_case, environment, content, sentence) => {
    expect(() => parseSettings(environment, content)).toThrow(sentence);
  });

  it('name every mistake at once', () => {
    const wrong = { ...strong, destroyable: true, throttle: { requestsPerSecond: 2, burst: 1 } };
    expect(() => parseSettings('staging', wrong)).toThrow(/cannot be destroyable; .*; the burst/);
  });

  it('name the customs of production for no other environment', () => {
    const folder = mkdtempSync(join(tmpdir(), 'settings-'));
    writeFileSync(join(folder, 'production.json'), JSON.stringify(live));
    writeFileSync(join(folder, 'staging.json'), JSON.stringify(strong));
    expect(() => loadSettings(folder)).toThrow('staging: https://test.customs.example are the customs of production');
    rmSync(folder, { recursive: true });
  });

  it('of this repository name an operator whose terms there are', () => {
    const folder = fileURLToPath(new URL('../../settings', import.meta.url));
    for (const { taxFree } of loadSettings(folder)) expect(operatorOf(taxFree.operator).name).toBe(taxFree.operator);
  });

  it('of this repository name an acquirer that its adapter understands', () => {
    const folder = fileURLToPath(new URL('../../settings', import.meta.url));
    const platforms = loadSettings(folder).map(({ taxFree }) => platformOf(taxFree.acquirer).environment);
    expect(platforms).toEqual(['TEST', 'LIVE', 'TEST']);
  });
});
