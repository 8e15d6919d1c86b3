import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Territory } from '../domain/vat-rates.ts';
import { ENVIRONMENTS, type EnvironmentName, type ServingRegion } from './names.ts';
import { settingsSchema } from './settings-schema.ts';

/** The public name of an environment, and the hosted zone that gets its records. */
export interface DomainSettings {
  readonly name: string;
  readonly zoneName: string;
  readonly hostedZoneId: string;
}

/** How many requests a second API Gateway lets through, and how many at once. */
export interface Throttle {
  readonly requestsPerSecond: number;
  readonly burst: number;
}

/** Whom tax-free forms are sent to. */
export interface TaxFreeSettings {
  /** Name of the operator whose terms and emergency slips are used. */
  readonly operator: string;
  /** Base address of the operator's customs gateway. */
  readonly customsUrl: string;
  /** The card acquirer's platform: `test`, or `live:<prefix>` with the merchant's own prefix of its addresses. */
  readonly acquirer: string;
}

/** How far a till's clock may be from a Region's, and where the stores' days end. */
export interface TimeSettings {
  /** IANA name of the zone that the stores are in. */
  readonly timeZone: string;
  readonly skewMinutes: number;
  /** How long a till may be offline, and a receipt be older than its arrival. */
  readonly offlineDays: number;
}

/** The compliance lock of the tape, in days. After `changeableForDays` nobody changes it, AWS included. */
export interface TapeLock {
  readonly minimumDays: number;
  readonly maximumDays: number;
  readonly changeableForDays: number;
}

/** How many days recovery points are kept: in the Region's own vault, and as copies in the other Region's tape. */
export interface BackupSettings {
  readonly hourlyDays: number;
  readonly dailyDays: number;
  readonly tape: { readonly hourlyDays: number; readonly dailyDays: number; readonly lock?: TapeLock };
}

/** How a Region is left, and who decides it. */
export interface FailoverSettings {
  /** How long a person is waited for. */
  readonly approvalSeconds: number;
  /** What becomes of a run that nobody answers. */
  readonly withoutAnswer: 'abort' | 'go-on';
  /** Good rounds of the synthetic store in a row after which a Region counts as taken over. */
  readonly verifications: number;
  /** Lambda invocations at once: what the account may have in each Region, and what all stores together take at most. */
  readonly concurrency: { readonly quota: number; readonly needed: number };
  /** Hours of the shops' time in which no Region is left of our own accord: from the first until the last begins. */
  readonly peakHours: { readonly from: number; readonly to: number };
  /** How often game days are held; none without it. */
  readonly gameDays?: 'monthly' | 'daily';
  /** Whether there are templates of AWS FIS that break parts of a Region. */
  readonly experiments?: boolean;
}

/** What differs between environments. One file each in `settings/`, checked at every synth. */
export interface Settings {
  readonly environment: EnvironmentName;
  /** The account deployed to; the one of the credentials when absent. */
  readonly account?: string;
  /** Regions that serve; the first one owns the tables' stack. */
  readonly regions: readonly ServingRegion[];
  /** `strong`: global tables with multi-Region strong consistency. `plain`: one Region, can be thrown away. */
  readonly tables: 'plain' | 'strong';
  readonly witness?: string;
  /** Whether `cdk destroy` takes tables, keys and logs along. */
  readonly destroyable: boolean;
  readonly logRetentionDays: number;
  readonly throttle: Throttle;
  /** Of each route that customs and the acquirer call; apart from the tills', whom a flood there must not reach. */
  readonly webhookThrottle: Throttle;
  /** Requests one address may send in five minutes; a store's tills share one address. */
  readonly requestsPerAddress: number;
  /** Name of the only role that may delete an item or a table. Made outside this project, used with two people. */
  readonly breakGlassRole: string;
  /** Who gets the alarms; more subscribers can be added to the topic. */
  readonly alarmEmail?: string;
  readonly domain?: DomainSettings;
  readonly taxFree: TaxFreeSettings;
  readonly times: TimeSettings;
  /** Stores outside the mainland by their code; the others need not be named. */
  readonly stores?: Readonly<Record<string, { readonly territory: Territory }>>;
  readonly backup: BackupSettings;
  readonly failover: FailoverSettings;
}

function isWithin(days: number, { minimumDays, maximumDays }: TapeLock): boolean {
  return days >= minimumDays && days <= maximumDays;
}

type Rule = readonly [sentence: string, broken: (settings: Settings) => boolean];

/** What must hold between the fields, as the sentence an operator reads when it does not. */
const RULES: readonly Rule[] = [
  [
    'strong tables need both serving Regions, eu-west-3 and eu-central-1',
    (s) => s.tables === 'strong' && s.regions.length !== 2,
  ],
  ['strong tables need the witness Region eu-west-1', (s) => s.tables === 'strong' && s.witness !== 'eu-west-1'],
  ['plain tables live in one Region: name exactly one', (s) => s.tables === 'plain' && s.regions.length !== 1],
  ['plain tables have no witness: remove it', (s) => s.tables === 'plain' && s.witness !== undefined],
  ['strong tables cannot be destroyable', (s) => s.tables === 'strong' && s.destroyable],
  [
    'production needs strong tables: a plain table loses sales with its Region',
    (s) => s.environment === 'production' && s.tables !== 'strong',
  ],
  ['production needs a locked tape', (s) => s.environment === 'production' && s.backup.tape.lock === undefined],
  [
    'a locked tape outlives everything: an environment that is destroyable cannot have one',
    (s) => s.destroyable && s.backup.tape.lock !== undefined,
  ],
  [
    'the tape must keep copies for at least the minimum of its lock and at most the maximum, or it takes none',
    ({ backup: { tape } }) => [tape.hourlyDays, tape.dailyDays].some((days) => tape.lock && !isWithin(days, tape.lock)),
  ],
  [
    'the burst must be at least the requests per second, or the rate is never reached',
    (s) => [s.throttle, s.webhookThrottle].some(({ burst, requestsPerSecond }) => burst < requestsPerSecond),
  ],
  [
    'the webhooks must get less than all routes together: a flood there would reach the tills',
    (s) => s.webhookThrottle.requestsPerSecond >= s.throttle.requestsPerSecond,
  ],
  [
    'production credits real cards: the acquirer must be live:<prefix>',
    (s) => s.environment === 'production' && !s.taxFree.acquirer.startsWith('live:'),
  ],
  [
    'only production credits real cards: the acquirer must be test',
    (s) => s.environment !== 'production' && s.taxFree.acquirer !== 'test',
  ],
  [
    'one Region must carry everything: the quota of concurrency must be at least what is needed',
    ({ failover: { concurrency } }) => concurrency.quota < concurrency.needed,
  ],
  [
    'production is not broken on purpose: it has game days, and no experiments',
    (s) => s.environment === 'production' && s.failover.experiments === true,
  ],
  ['peak hours must end after they begin', ({ failover: { peakHours } }) => peakHours.to <= peakHours.from],
  [
    'a game day needs two Regions: one is left for the other',
    (s) => s.failover.gameDays !== undefined && s.regions.length < 2,
  ],
  [
    'the domain must lie in its hosted zone: its name has to end with the name of the zone',
    (s) => s.domain !== undefined && !`.${s.domain.name}`.endsWith(`.${s.domain.zoneName}`),
  ],
];

function environmentName(value: string): EnvironmentName {
  const known = ENVIRONMENTS.find((name) => name === value);
  if (!known) throw new Error(`settings: there is no environment "${value}", only ${ENVIRONMENTS.join(', ')}`);
  return known;
}

/**
 * Checks the settings of one environment.
 *
 * @throws Error with one sentence for each thing that is wrong
 */
export function parseSettings(name: string, content: unknown): Settings {
  const environment = environmentName(name);
  const wrong = settingsSchema(content);
  if (wrong.length > 0) throw new Error(`settings of ${environment}: ${wrong.join('; ')}`);
  const settings: Settings = { ...(content as Omit<Settings, 'environment'>), environment };
  const broken = RULES.filter(([, isBroken]) => isBroken(settings)).map(([sentence]) => sentence);
  if (broken.length > 0) throw new Error(`settings of ${environment}: ${broken.join('; ')}`);
  return settings;
}

/** A form of a test must never reach the real customs. */
function checkCustoms(all: readonly Settings[]): void {
  const real = all.find(({ environment }) => environment === 'production')?.taxFree.customsUrl;
  const wrong = all.find(({ environment, taxFree }) => environment !== 'production' && taxFree.customsUrl === real);
  if (wrong)
    throw new Error(`settings of ${wrong.environment}: ${real} are the customs of production: name the test ones`);
}

/**
 * Reads every environment of a folder, in the order of the file names.
 *
 * @throws Error with one sentence for each thing that is wrong, within an environment or between them
 */
export function loadSettings(folder: string): Settings[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  const all = files
    .sort()
    .map((file) => parseSettings(basename(file, '.json'), JSON.parse(readFileSync(join(folder, file), 'utf8'))));
  checkCustoms(all);
  return all;
}
